<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AccountPage</name>
    <message>
        <source>Kept in the system&apos;s keyring where you asked for it</source>
        <translation>Liegt im Schlüsselbund des Systems, wenn Sie das gewählt haben</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
</context>
<context>
    <name>AppMenu</name>
    <message>
        <source>Sign in again</source>
        <translation>Neu anmelden</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Settings …</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>AssistantPanel</name>
    <message>
        <source>Assigned assistant groups</source>
        <translation>Zugewiesene Assistenzen</translation>
    </message>
    <message>
        <source>Logged in</source>
        <translation>Eingeloggt</translation>
    </message>
    <message>
        <source>No assistant groups assigned</source>
        <translation>Keine Assistenzen zugewiesen</translation>
    </message>
    <message>
        <source>A leader can assign you in the portal. Sign in again afterwards.</source>
        <translation>Ein Leiter kann Sie im Portal zuweisen. Danach neu anmelden.</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Telephone restarting</source>
        <translation>Telefonie startet neu</translation>
    </message>
    <message>
        <source>Limited</source>
        <translation>Eingeschränkt</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
</context>
<context>
    <name>CallPanel</name>
    <message>
        <source>Calls</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>No calls</source>
        <translation>Keine Gespräche</translation>
    </message>
    <message>
        <source>Calls appear here as soon as it rings.</source>
        <translation>Anrufe erscheinen hier, sobald es klingelt.</translation>
    </message>
    <message>
        <source>{count} active</source>
        <translation>{count} aktiv</translation>
    </message>
    <message>
        <source>{count} on hold</source>
        <translation>{count} gehalten</translation>
    </message>
    <message>
        <source>{count} dialling</source>
        <translation>{count} wird gewählt</translation>
    </message>
    <message>
        <source>{count} ringing</source>
        <translation>{count} klingelt</translation>
    </message>
</context>
<context>
    <name>CallStrip</name>
    <message>
        <source>Mute</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Halten</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Auflegen</translation>
    </message>
    <message>
        <source>Microphone on again</source>
        <translation>Mikrofon wieder an</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Connection quality</source>
        <translation>Verbindungsqualität</translation>
    </message>
    <message>
        <source>On hold {time}</source>
        <translation>Gehalten {time}</translation>
    </message>
    <message>
        <source>Ringing there …</source>
        <translation>Klingelt dort …</translation>
    </message>
    <message>
        <source>Dialling …</source>
        <translation>Wird gewählt …</translation>
    </message>
    <message>
        <source>Held by the other side {time}</source>
        <translation>Gegenseite hält {time}</translation>
    </message>
    <message>
        <source>In a call {time}</source>
        <translation>Im Gespräch {time}</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Type digits or press keys</source>
        <translation>Ziffern tippen oder Tasten drücken</translation>
    </message>
</context>
<context>
    <name>CallWords</name>
    <message>
        <source>Anonymous</source>
        <translation>Anonym</translation>
    </message>
    <message>
        <source>Direct call</source>
        <translation>Direkter Anruf</translation>
    </message>
    <message>
        <source>for {leader}</source>
        <translation>für {leader}</translation>
    </message>
    <message>
        <source>Sequential: it is your turn</source>
        <translation>Selektiv: Sie sind an der Reihe</translation>
    </message>
    <message>
        <source>Rings all logged-in assistants simultaneously</source>
        <translation>Klingelt gleichzeitig bei allen eingeloggten Assistenten</translation>
    </message>
    <message>
        <source>rings all logged-in assistants simultaneously</source>
        <translation>klingelt gleichzeitig bei allen eingeloggten Assistenten</translation>
    </message>
    <message>
        <source>Moves on in ≈ {seconds} s</source>
        <translation>Weiter in ≈ {seconds} s</translation>
    </message>
    <message>
        <source>Voicemail in ≈ {seconds} s</source>
        <translation>Sprachbox in ≈ {seconds} s</translation>
    </message>
    <message>
        <source>Forwarded in ≈ {seconds} s</source>
        <translation>Weiterleitung in ≈ {seconds} s</translation>
    </message>
    <message>
        <source>Caller hung up</source>
        <translation>Anrufer hat aufgelegt</translation>
    </message>
    <message>
        <source>No longer ringing here</source>
        <translation>Klingelt nicht mehr hier</translation>
    </message>
    <message>
        <source>Answered elsewhere</source>
        <translation>Anderswo angenommen</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Sent to voicemail</source>
        <translation>An Sprachbox gegeben</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>Verbindung verloren</translation>
    </message>
    <message>
        <source>Call ended</source>
        <translation>Gespräch beendet</translation>
    </message>
    <message>
        <source>The other side hung up</source>
        <translation>Die Gegenseite hat aufgelegt</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Verpasst</translation>
    </message>
    <message>
        <source>Call failed</source>
        <translation>Anruf fehlgeschlagen</translation>
    </message>
    <message>
        <source>Connection lost: the telephone was restarted</source>
        <translation>Verbindung verloren: Das Telefon wurde neu gestartet</translation>
    </message>
    <message>
        <source>Good connection</source>
        <translation>Gute Verbindung</translation>
    </message>
    <message>
        <source>Fair connection</source>
        <translation>Mäßige Verbindung</translation>
    </message>
    <message>
        <source>Poor connection</source>
        <translation>Schlechte Verbindung</translation>
    </message>
    <message>
        <source>loss {percent} %</source>
        <translation>Verlust {percent} %</translation>
    </message>
    <message>
        <source>jitter {ms} ms</source>
        <translation>Schwankung {ms} ms</translation>
    </message>
    <message>
        <source>round trip {ms} ms</source>
        <translation>Laufzeit hin und zurück {ms} ms</translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation>verschlüsselt</translation>
    </message>
    <message>
        <source>not encrypted</source>
        <translation>nicht verschlüsselt</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>DemoStrip</name>
    <message>
        <source>Demo</source>
        <translation>Vorführung</translation>
    </message>
    <message>
        <source>Leader who is called</source>
        <translation>Leiter, der angerufen wird</translation>
    </message>
    <message>
        <source>Outside call</source>
        <translation>Externer Anruf</translation>
    </message>
    <message>
        <source>Internal call</source>
        <translation>Interner Anruf</translation>
    </message>
    <message>
        <source>Anonymous call</source>
        <translation>Anonymer Anruf</translation>
    </message>
    <message>
        <source>Caller hangs up</source>
        <translation>Anrufer legt auf</translation>
    </message>
    <message>
        <source>Demo: everything happens on this computer. Closing all windows ends it.</source>
        <translation>Vorführung: Alles läuft auf diesem Rechner. Sie endet, wenn alle Fenster geschlossen sind.</translation>
    </message>
</context>
<context>
    <name>DetailsPanel</name>
    <message>
        <source>Leader</source>
        <translation>Leiter</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Anrufen</translation>
    </message>
</context>
<context>
    <name>DialField</name>
    <message>
        <source>As {name}</source>
        <translation>Als {name}</translation>
    </message>
    <message>
        <source>Number or SIP address</source>
        <translation>Rufnummer oder SIP-Adresse</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Anrufen</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
</context>
<context>
    <name>IncomingCard</name>
    <message>
        <source>{count} calls</source>
        <translation>{count} Anrufe</translation>
    </message>
    <message>
        <source>Silence all</source>
        <translation>Alle leise</translation>
    </message>
    <message>
        <source>Call from {caller}</source>
        <translation>Anruf von {caller}</translation>
    </message>
    <message>
        <source>Call for {leader} from {caller}</source>
        <translation>Anruf für {leader} von {caller}</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>To voicemail</source>
        <translation>An Sprachbox</translation>
    </message>
    <message>
        <source>Ringing is off for this call</source>
        <translation>Klingeln ist für diesen Anruf aus</translation>
    </message>
    <message>
        <source>Stop ringing</source>
        <translation>Klingeln aus</translation>
    </message>
    <message>
        <source>Answer {caller}</source>
        <translation>{caller} annehmen</translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>Nothing missed</source>
        <translation>Nichts verpasst</translation>
    </message>
    <message>
        <source>Every call since the start was taken.</source>
        <translation>Seit dem Start wurde jeder Anruf angenommen.</translation>
    </message>
    <message>
        <source>No calls yet</source>
        <translation>Noch keine Gespräche</translation>
    </message>
    <message>
        <source>Finished calls of this session stand here.</source>
        <translation>Hier stehen die beendeten Gespräche dieser Sitzung.</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Verpasst</translation>
    </message>
    <message>
        <source>Anonymous</source>
        <translation>Anonym</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>Anderswo</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>Verbindung verloren</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Called</source>
        <translation>Angerufen</translation>
    </message>
    <message>
        <source>Answered elsewhere</source>
        <translation>Anderswo angenommen</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>To voicemail</source>
        <translation>An Sprachbox</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>Nicht abgehoben</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>Nicht erreicht</translation>
    </message>
    <message>
        <source>incoming</source>
        <translation>ankommend</translation>
    </message>
    <message>
        <source>outgoing</source>
        <translation>abgehend</translation>
    </message>
    <message>
        <source>for {leader}</source>
        <translation>für {leader}</translation>
    </message>
</context>
<context>
    <name>Lane</name>
    <message>
        <source>Ringing: {caller}</source>
        <translation>Klingelt: {caller}</translation>
    </message>
    <message>
        <source>No answer, reading back …</source>
        <translation>Keine Antwort, wird nachgelesen …</translation>
    </message>
    <message>
        <source>Logging in …</source>
        <translation>Wird eingeloggt …</translation>
    </message>
    <message>
        <source>Logging out …</source>
        <translation>Wird ausgeloggt …</translation>
    </message>
    <message>
        <source>logged in</source>
        <translation>eingeloggt</translation>
    </message>
    <message>
        <source>logged out</source>
        <translation>ausgeloggt</translation>
    </message>
    <message>
        <source>Portal: “{words}”. {stays}</source>
        <translation>Portal: „{words}“. {stays}</translation>
    </message>
    <message>
        <source>You are still logged in.</source>
        <translation>Sie sind weiter eingeloggt.</translation>
    </message>
    <message>
        <source>You are still logged out.</source>
        <translation>Sie sind weiter ausgeloggt.</translation>
    </message>
    <message>
        <source>logging in and out not allowed</source>
        <translation>Ein- und Ausloggen nicht erlaubt</translation>
    </message>
    <message>
        <source>The portal does not allow to log in or out here.</source>
        <translation>Das Portal erlaubt hier kein Ein- oder Ausloggen.</translation>
    </message>
</context>
<context>
    <name>LeaderPanel</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Shown without a ring tone</source>
        <translation>Anzeige ohne Klingelzeichen</translation>
    </message>
    <message>
        <source>Assistants</source>
        <translation>Assistenten</translation>
    </message>
    <message>
        <source>My assistants</source>
        <translation>Meine Assistenz</translation>
    </message>
    <message>
        <source>No assistants yet. Assign them in the portal and sign in again.</source>
        <translation>Noch keine Assistenten. Im Portal zuweisen und danach neu anmelden.</translation>
    </message>
    <message>
        <source>Logged in</source>
        <translation>Eingeloggt</translation>
    </message>
    <message>
        <source>Logged out</source>
        <translation>Ausgeloggt</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>measured during calls</source>
        <translation>wird im Gespräch gemessen</translation>
    </message>
    <message>
        <source>quiet · {level}</source>
        <translation>leise · {level}</translation>
    </message>
    <message>
        <source>too loud · {level}</source>
        <translation>zu laut · {level}</translation>
    </message>
    <message>
        <source>good · {level}</source>
        <translation>gut · {level}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Leaders</source>
        <translation>Leiter</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Logged in with {leader}</source>
        <translation>Eingeloggt bei {leader}</translation>
    </message>
    <message>
        <source>Logged out of {leader}</source>
        <translation>Ausgeloggt bei {leader}</translation>
    </message>
    <message>
        <source>Now: {device}</source>
        <translation>Jetzt: {device}</translation>
    </message>
    <message>
        <source>Signed in again, nothing has changed</source>
        <translation>Neu angemeldet, nichts hat sich geändert</translation>
    </message>
    <message>
        <source>Signed in again, changed groups taken over: {count}</source>
        <translation>Neu angemeldet, geänderte Assistenzen übernommen: {count}</translation>
    </message>
</context>
<context>
    <name>PortalFoot</name>
    <message>
        <source>Portal as of {time}</source>
        <translation>Portalstand {time}</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Neu anmelden</translation>
    </message>
</context>
<context>
    <name>PortalTerms</name>
    <message>
        <source>On</source>
        <translation>Ein</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>could not be read</source>
        <translation>konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>other value of the portal</source>
        <translation>anderer Wert des Portals</translation>
    </message>
    <message>
        <source>Filter off</source>
        <translation>Filter aus</translation>
    </message>
    <message>
        <source>Advanced filter</source>
        <translation>Erweiterte Filter</translation>
    </message>
    <message>
        <source>All calls</source>
        <translation>Alle Anrufe</translation>
    </message>
    <message>
        <source>All internal calls</source>
        <translation>Alle internen Gespräche</translation>
    </message>
    <message>
        <source>All external calls</source>
        <translation>Alle externen Anrufe</translation>
    </message>
    <message>
        <source>On (Ring Splash)</source>
        <translation>Ein (Ring Splash)</translation>
    </message>
    <message>
        <source>Parallel ringing</source>
        <translation>Paralleles Klingeln</translation>
    </message>
    <message>
        <source>Simultaneous</source>
        <translation>Gleichzeitig</translation>
    </message>
    <message>
        <source>Sequential, next after {rings} rings</source>
        <translation>Selektiv, weiter nach {rings} Klingelzeichen</translation>
    </message>
    <message>
        <source>Sequential</source>
        <translation>Selektiv</translation>
    </message>
    <message>
        <source>Assistant group leader</source>
        <translation>Assistenzgruppenleiter</translation>
    </message>
    <message>
        <source>Assistant group leader – original caller</source>
        <translation>Assistenzgruppenleiter – Ursprünglicher Anrufer</translation>
    </message>
    <message>
        <source>Original caller – assistant group leader</source>
        <translation>Ursprünglicher Anrufer – Assistenzgruppenleiter</translation>
    </message>
    <message>
        <source>Original caller</source>
        <translation>Ursprünglicher Anrufer</translation>
    </message>
    <message>
        <source>Number of the assistant group leader</source>
        <translation>Rufnummer Assistenzgruppenleiter</translation>
    </message>
    <message>
        <source>Number of the original caller</source>
        <translation>Rufnummer ursprünglicher Anrufer</translation>
    </message>
    <message>
        <source>{rings} rings (≈ {seconds} s)</source>
        <translation>{rings} Klingelzeichen (≈ {seconds} s)</translation>
    </message>
    <message>
        <source>After {seconds} s to the leader&apos;s voicemail</source>
        <translation>Nach {seconds} s an Sprachbox des Leiters</translation>
    </message>
    <message>
        <source>After {seconds} s forward to the following number: {number}</source>
        <translation>Nach {seconds} s Weiterleitung an folgende Rufnummer: {number}</translation>
    </message>
    <message>
        <source>After {seconds} s use the leader&apos;s “call forwarding no answer”</source>
        <translation>Nach {seconds} s Verwendung „Rufweiterleitung bei Nichtmelden“ des Leiters</translation>
    </message>
    <message>
        <source>After {seconds} s: other value of the portal</source>
        <translation>Nach {seconds} s: anderer Wert des Portals</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Notification</source>
        <translation>Benachrichtigung</translation>
    </message>
    <message>
        <source>Call information: name</source>
        <translation>Anrufinformation Name</translation>
    </message>
    <message>
        <source>Call information: number</source>
        <translation>Anrufinformation Rufnummer</translation>
    </message>
    <message>
        <source>Handover abort</source>
        <translation>Abbruch der Anrufübergabe</translation>
    </message>
    <message>
        <source>Action if no assistant answers</source>
        <translation>Aktion bei Nichtmelden der Assistenten</translation>
    </message>
    <message>
        <source>Silent notification</source>
        <translation>Stille Benachrichtigung</translation>
    </message>
    <message>
        <source>Parallel notification</source>
        <translation>Parallele Benachrichtigung</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>The portal {host} cannot be reached. It is tried again by itself.</source>
        <translation>Das Portal {host} ist nicht erreichbar. Es wird von selbst wieder versucht.</translation>
    </message>
    <message>
        <source>The portal {host} did not answer in time. Please try again.</source>
        <translation>Das Portal {host} hat nicht rechtzeitig geantwortet. Bitte noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The portal refused user name or password. Please enter the password again.</source>
        <translation>Das Portal hat Benutzername oder Passwort abgelehnt. Bitte das Passwort neu eingeben.</translation>
    </message>
    <message>
        <source>The portal is overloaded. It is tried again in {seconds} s.</source>
        <translation>Das Portal ist überlastet. In {seconds} s wird es wieder versucht.</translation>
    </message>
    <message>
        <source>{host} did not answer like a portal. Please check the server address.</source>
        <translation>{host} hat nicht wie ein Portal geantwortet. Bitte die Serveradresse prüfen.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not trusted. Choose a CA file under Advanced if it is yours.</source>
        <translation>Dem Zertifikat von {host} wird nicht vertraut. Ist es Ihr eigenes, wählen Sie unter Erweitert die CA-Datei.</translation>
    </message>
    <message>
        <source>{host} would be reached without encryption. Please use https://.</source>
        <translation>{host} wäre nur unverschlüsselt erreichbar. Bitte https:// verwenden.</translation>
    </message>
    <message>
        <source>Portal: “{words}”. Nothing was changed.</source>
        <translation>Portal: „{words}“. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>The portal does not allow this. Please ask your administrator.</source>
        <translation>Das Portal erlaubt das nicht. Bitte fragen Sie Ihren Administrator.</translation>
    </message>
    <message>
        <source>The portal does not know this. Please sign in again to get its present state.</source>
        <translation>Das Portal kennt das nicht. Bitte neu anmelden, um den heutigen Stand zu holen.</translation>
    </message>
    <message>
        <source>The portal refused (status {status}). Please try again later.</source>
        <translation>Das Portal hat abgelehnt (Status {status}). Bitte später noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The telephone was not registered: {why}. Please check the SIP details under Advanced.</source>
        <translation>Das Telefon wurde nicht registriert: {why}. Bitte die SIP-Angaben unter Erweitert prüfen.</translation>
    </message>
    <message>
        <source>No way to the telephone server {host}. It is tried again by itself.</source>
        <translation>Kein Weg zum Telefonserver {host}. Es wird von selbst wieder versucht.</translation>
    </message>
    <message>
        <source>The telephone part stopped and is being started again. Calls were lost.</source>
        <translation>Der Telefonteil ist ausgefallen und wird neu gestartet. Gespräche gingen verloren.</translation>
    </message>
    <message>
        <source>This system offers no keyring, so the password is asked for at each start.</source>
        <translation>Dieses System hat keinen Schlüsselbund, deshalb wird das Passwort bei jedem Start gefragt.</translation>
    </message>
    <message>
        <source>This call is already over. Please choose another one.</source>
        <translation>Dieses Gespräch ist schon beendet. Bitte ein anderes wählen.</translation>
    </message>
    <message>
        <source>There is no group of {leader}. Please sign in again.</source>
        <translation>Es gibt keine Assistenz von {leader}. Bitte neu anmelden.</translation>
    </message>
    <message>
        <source>There is nothing to call yet. Please enter a number.</source>
        <translation>Noch nichts zu wählen. Bitte eine Rufnummer eingeben.</translation>
    </message>
    <message>
        <source>“{text}” is not a telephone number. Please correct it.</source>
        <translation>„{text}“ ist keine Rufnummer. Bitte korrigieren.</translation>
    </message>
    <message>
        <source>This is not a telephone number: “{character}” at position {position}.</source>
        <translation>Das ist keine Rufnummer: „{character}“ an Stelle {position}.</translation>
    </message>
    <message>
        <source>Busy. Please call again later.</source>
        <translation>Besetzt. Bitte später noch einmal anrufen.</translation>
    </message>
    <message>
        <source>Not reachable at the moment. Please call again later.</source>
        <translation>Zurzeit nicht erreichbar. Bitte später noch einmal anrufen.</translation>
    </message>
    <message>
        <source>This number does not exist. Please check it.</source>
        <translation>Diese Rufnummer gibt es nicht. Bitte prüfen.</translation>
    </message>
    <message>
        <source>The call was refused. Please call again later.</source>
        <translation>Der Anruf wurde abgelehnt. Bitte später noch einmal anrufen.</translation>
    </message>
    <message>
        <source>The call was cancelled. Please call again.</source>
        <translation>Der Anruf wurde abgebrochen. Bitte noch einmal anrufen.</translation>
    </message>
    <message>
        <source>The other end does not understand our kind of sound. Please ask your administrator.</source>
        <translation>Die Gegenstelle versteht unser Tonformat nicht. Bitte fragen Sie Ihren Administrator.</translation>
    </message>
    <message>
        <source>The call did not come about: {why}. Please call again.</source>
        <translation>Der Anruf kam nicht zustande: {why}. Bitte noch einmal anrufen.</translation>
    </message>
    <message>
        <source>{wish} is not connected. It is used again as soon as it is there.</source>
        <translation>{wish} ist nicht angeschlossen. Sobald es wieder da ist, wird es wieder benutzt.</translation>
    </message>
    <message>
        <source>{wish} is not connected; {using} stands in until it is there again.</source>
        <translation>{wish} ist nicht angeschlossen. Bis es wieder da ist, wird {using} benutzt.</translation>
    </message>
    <message>
        <source>No microphone found: nobody will hear you. Please connect one.</source>
        <translation>Kein Mikrofon gefunden: Niemand hört Sie. Bitte eines anschließen.</translation>
    </message>
    <message>
        <source>No loudspeaker found: you will hear nothing. Please connect one.</source>
        <translation>Kein Lautsprecher gefunden: Sie hören nichts. Bitte einen anschließen.</translation>
    </message>
    <message>
        <source>No device to ring on: calls are shown without a sound. Please connect one.</source>
        <translation>Kein Gerät zum Klingeln: Anrufe werden nur angezeigt. Bitte eines anschließen.</translation>
    </message>
    <message>
        <source>The account is not complete at “{field}” ({detail}). Please correct it.</source>
        <translation>Das Konto stimmt bei „{field}“ nicht ({detail}). Bitte korrigieren.</translation>
    </message>
    <message>
        <source>You are not signed in. Please sign in first.</source>
        <translation>Sie sind nicht angemeldet. Bitte zuerst anmelden.</translation>
    </message>
    <message>
        <source>There is no account yet. Please sign in.</source>
        <translation>Es gibt noch kein Konto. Bitte anmelden.</translation>
    </message>
    <message>
        <source>The password is missing. Please enter it.</source>
        <translation>Das Passwort fehlt. Bitte eingeben.</translation>
    </message>
    <message>
        <source>There is no portal at this account, so it has no settings to change.</source>
        <translation>Dieses Konto hat kein Portal, also keine Einstellungen. Bitte mit Portal anmelden.</translation>
    </message>
    <message>
        <source>This account does not say where the voicemail is. Please ask your administrator.</source>
        <translation>Dieses Konto sagt nicht, wo die Sprachbox ist. Bitte fragen Sie Ihren Administrator.</translation>
    </message>
    <message>
        <source>This account has no telephone. Please sign in with the SIP details under Advanced.</source>
        <translation>Dieses Konto hat kein Telefon. Bitte mit den SIP-Angaben unter Erweitert anmelden.</translation>
    </message>
    <message>
        <source>The text holds characters that the portal cannot take. Please correct it.</source>
        <translation>Der Text enthält Zeichen, die das Portal nicht annimmt. Bitte korrigieren.</translation>
    </message>
    <message>
        <source>This is already under way. Please wait a moment.</source>
        <translation>Das läuft schon. Bitte einen Moment warten.</translation>
    </message>
    <message>
        <source>A newer request has taken its place. Please wait for that one.</source>
        <translation>Ein neuerer Auftrag hat das ersetzt. Bitte auf diesen warten.</translation>
    </message>
    <message>
        <source>The call has ended meanwhile. Please call again if needed.</source>
        <translation>Das Gespräch ist inzwischen beendet. Bei Bedarf bitte neu anrufen.</translation>
    </message>
    <message>
        <source>The telephone did not confirm this. Please look at the call and try again.</source>
        <translation>Das Telefon hat das nicht bestätigt. Bitte das Gespräch ansehen und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>This is not possible at the moment. Please try again in a moment.</source>
        <translation>Das geht gerade nicht. Bitte gleich noch einmal versuchen.</translation>
    </message>
</context>
<context>
    <name>RuleSentence</name>
    <message>
        <source>The filter is off: every call rings the leader.</source>
        <translation>Der Filter ist aus: Jeder Anruf klingelt beim Leiter.</translation>
    </message>
    <message>
        <source>Calls that match the advanced filter</source>
        <translation>Anrufe nach den erweiterten Filtern</translation>
    </message>
    <message>
        <source>All calls</source>
        <translation>Alle Anrufe</translation>
    </message>
    <message>
        <source>Internal calls</source>
        <translation>Interne Anrufe</translation>
    </message>
    <message>
        <source>External calls</source>
        <translation>Externe Anrufe</translation>
    </message>
    <message>
        <source>simultaneously</source>
        <translation>gleichzeitig</translation>
    </message>
    <message>
        <source>{calls} ring {how} with all assistants who are logged in.</source>
        <translation>{calls} klingeln {how} bei allen eingeloggten Assistenten.</translation>
    </message>
    <message>
        <source>sequentially</source>
        <translation>selektiv</translation>
    </message>
    <message>
        <source>{calls} ring {how} in the order of the assistants, {rings} each.</source>
        <translation>{calls} klingeln {how} in der Reihenfolge der Assistenten, je {rings}.</translation>
    </message>
    <message>
        <source>{count} rings</source>
        <translation>{count} Klingelzeichen</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>If nobody answers for {wait}: to the voicemail.</source>
        <translation>Meldet sich {wait} niemand: an die Sprachbox.</translation>
    </message>
    <message>
        <source>If nobody answers for {wait}: to {number}.</source>
        <translation>Meldet sich {wait} niemand: an {number}.</translation>
    </message>
    <message>
        <source>If nobody answers for {wait}: as “call forwarding no answer” says.</source>
        <translation>Meldet sich {wait} niemand: nach „Rufweiterleitung bei Nichtmelden“.</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Show the password</source>
        <translation>Passwort zeigen</translation>
    </message>
    <message>
        <source>CA file</source>
        <translation>CA-Datei</translation>
    </message>
    <message>
        <source>from the user name</source>
        <translation>aus dem Benutzernamen</translation>
    </message>
    <message>
        <source>SIP user</source>
        <translation>SIP-Benutzer</translation>
    </message>
    <message>
        <source>SIP domain</source>
        <translation>SIP-Domäne</translation>
    </message>
    <message>
        <source>SIP sign-in name</source>
        <translation>SIP-Anmeldename</translation>
    </message>
    <message>
        <source>like the SIP user</source>
        <translation>wie SIP-Benutzer</translation>
    </message>
    <message>
        <source>SIP password</source>
        <translation>SIP-Passwort</translation>
    </message>
    <message>
        <source>like the password above</source>
        <translation>wie oben</translation>
    </message>
    <message>
        <source>Registrar</source>
        <translation>Registrar</translation>
    </message>
    <message>
        <source>like the SIP domain</source>
        <translation>wie die SIP-Domäne</translation>
    </message>
    <message>
        <source>Outbound proxy</source>
        <translation>Ausgehender Proxy</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>those of the system</source>
        <translation>die des Systems</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Signing in …</source>
        <translation>Wird angemeldet …</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Sign in to the Cloud PBX</source>
        <translation>An der Cloud PBX anmelden</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>none: telephone only</source>
        <translation>keiner: nur Telefon</translation>
    </message>
    <message>
        <source>Keep the password in the system&apos;s keyring</source>
        <translation>Passwort im Schlüsselbund des Systems speichern</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
</context>
<context>
    <name>SignInSteps</name>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>under way …</source>
        <translation>läuft …</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>nicht nötig</translation>
    </message>
    <message>
        <source>Portal</source>
        <translation>Portal</translation>
    </message>
    <message>
        <source>Read settings</source>
        <translation>Einstellungen lesen</translation>
    </message>
    <message>
        <source>Register telephone</source>
        <translation>Telefon registrieren</translation>
    </message>
    <message>
        <source>refused ({status})</source>
        <translation>abgelehnt ({status})</translation>
    </message>
</context>
<context>
    <name>SilentCard</name>
    <message>
        <source>Logged in</source>
        <translation>Eingeloggt</translation>
    </message>
    <message>
        <source>Logged out</source>
        <translation>Ausgeloggt</translation>
    </message>
    <message>
        <source>Notification</source>
        <translation>Benachrichtigung</translation>
    </message>
    <message>
        <source>ringing at your assistants for {seconds} s</source>
        <translation>klingelt seit {seconds} s bei Ihren Assistenten</translation>
    </message>
    <message>
        <source>ringing for {seconds} s</source>
        <translation>klingelt seit {seconds} s</translation>
    </message>
    <message>
        <source>Take it myself</source>
        <translation>Selbst annehmen</translation>
    </message>
    <message>
        <source>Silent notification: call from {caller}</source>
        <translation>Stille Benachrichtigung: Anruf von {caller}</translation>
    </message>
</context>
<context>
    <name>SoundPage</name>
    <message>
        <source>not connected</source>
        <translation>nicht angeschlossen</translation>
    </message>
    <message>
        <source>rings</source>
        <translation>klingelt</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>Hören</translation>
    </message>
    <message>
        <source>The other side&apos;s voice</source>
        <translation>Stimme des Gegenübers</translation>
    </message>
    <message>
        <source>Ring on</source>
        <translation>Klingeln auf</translation>
    </message>
    <message>
        <source>Several devices possible</source>
        <translation>Mehrere Geräte möglich</translation>
    </message>
    <message>
        <source>Improvement</source>
        <translation>Verbesserung</translation>
    </message>
    <message>
        <source>Suppress echo</source>
        <translation>Echo unterdrücken</translation>
    </message>
    <message>
        <source>Damp background noise</source>
        <translation>Hintergrundgeräusche dämpfen</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>{device} – not connected</source>
        <translation>{device} – nicht angeschlossen</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Signed out</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>Signing out …</source>
        <translation>Wird abgemeldet …</translation>
    </message>
    <message>
        <source>Signing in …</source>
        <translation>Wird angemeldet …</translation>
    </message>
    <message>
        <source>Reachable</source>
        <translation>Erreichbar</translation>
    </message>
    <message>
        <source>Reachable since {time}</source>
        <translation>Erreichbar seit {time}</translation>
    </message>
    <message>
        <source>Limited: the portal does not answer</source>
        <translation>Eingeschränkt: Portal antwortet nicht</translation>
    </message>
    <message>
        <source>Limited: the portal refuses</source>
        <translation>Eingeschränkt: Portal lehnt ab</translation>
    </message>
    <message>
        <source>Limited</source>
        <translation>Eingeschränkt</translation>
    </message>
    <message>
        <source>Not reachable</source>
        <translation>Nicht erreichbar</translation>
    </message>
    <message>
        <source>Not reachable since {time}</source>
        <translation>Nicht erreichbar seit {time}</translation>
    </message>
    <message>
        <source>No sound device</source>
        <translation>Kein Tongerät</translation>
    </message>
    <message>
        <source>{count} new on the voicemail</source>
        <translation>{count} neu auf der Sprachbox</translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>Settings and account</source>
        <translation>Einstellungen und Konto</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Open {product}</source>
        <translation>{product} öffnen</translation>
    </message>
</context>
</TS>
