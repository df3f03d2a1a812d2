<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AccountPage</name>
    <message>
        <source>Stored in the system&apos;s keyring if you chose so</source>
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
</context>
<context>
    <name>AssistantsPage</name>
    <message>
        <source>Logged in</source>
        <translation>Eingeloggt</translation>
    </message>
    <message>
        <source>Logged out</source>
        <translation>Ausgeloggt</translation>
    </message>
    <message>
        <source>Assistants in ringing order</source>
        <translation>Assistenten in ihrer Reihenfolge</translation>
    </message>
    <message>
        <source>Permission</source>
        <translation>Berechtigung</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Drag, or press Alt+Up or Alt+Down. “Sequential” rings in this order.</source>
        <translation>Ziehen, oder Alt+Pfeil nach oben und unten. „Selektiv“ klingelt in dieser Reihenfolge.</translation>
    </message>
    <message>
        <source>Assistants may log in and out themselves</source>
        <translation>Assistenten dürfen sich selbst ein- und ausloggen</translation>
    </message>
    <message>
        <source>Without it, filtered calls go to every assistant, logged in or not.</source>
        <translation>Ohne diese Berechtigung gehen Anrufe nach dem Filter an alle Assistenten, eingeloggt oder nicht.</translation>
    </message>
</context>
<context>
    <name>AudioPage</name>
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
        <source>Speaker</source>
        <translation>Hören</translation>
    </message>
    <message>
        <source>The other party&apos;s voice</source>
        <translation>Stimme des Gegenübers</translation>
    </message>
    <message>
        <source>Ring on</source>
        <translation>Klingeln auf</translation>
    </message>
    <message>
        <source>You can choose several</source>
        <translation>Mehrere Geräte möglich</translation>
    </message>
    <message>
        <source>Enhancement</source>
        <translation>Verbesserung</translation>
    </message>
    <message>
        <source>Suppress echo</source>
        <translation>Echo unterdrücken</translation>
    </message>
    <message>
        <source>Reduce background noise</source>
        <translation>Hintergrundgeräusche dämpfen</translation>
    </message>
    <message>
        <source>Same as system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>{device} – not connected</source>
        <translation>{device} – nicht angeschlossen</translation>
    </message>
    <message>
        <source>rings softly</source>
        <translation>klingelt leise</translation>
    </message>
    <message>
        <source>Can be changed during a call</source>
        <translation>Im Gespräch umschaltbar, ohne aufzulegen</translation>
    </message>
    <message>
        <source>Volume of the other party&apos;s voice</source>
        <translation>Lautstärke der Stimme des Gegenübers</translation>
    </message>
    <message>
        <source>Ring volume</source>
        <translation>Lautstärke des Klingelns</translation>
    </message>
    <message>
        <source>Test tone</source>
        <translation>Testton</translation>
    </message>
    <message>
        <source>Test ring</source>
        <translation>Probeklingeln</translation>
    </message>
    <message>
        <source>Used until your chosen device is back</source>
        <translation>Ersatz, bis das Wunschgerät wieder da ist</translation>
    </message>
    <message>
        <source>Your chosen device {device} is not connected. It will be used again once it is back.</source>
        <translation>Ihr Wunschgerät {device} ist nicht angeschlossen. Sobald es wieder da ist, wird es wieder benutzt.</translation>
    </message>
    <message>
        <source>Your chosen devices {device} are not connected. They will be used again once they are back.</source>
        <translation>Ihre Wunschgeräte {device} sind nicht angeschlossen. Sobald sie wieder da sind, werden sie wieder benutzt.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Voice sample</source>
        <translation>Sprechprobe</translation>
    </message>
    <message>
        <source>Stays on this computer</source>
        <translation>Bleibt auf diesem Rechner</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Anhören</translation>
    </message>
    <message>
        <source>Call the echo test</source>
        <translation>Echotest anrufen</translation>
    </message>
    <message>
        <source>{seconds} s left</source>
        <translation>noch {seconds} s</translation>
    </message>
    <message>
        <source>recorded: {seconds} s</source>
        <translation>aufgenommen: {seconds} s</translation>
    </message>
    <message>
        <source>{seconds} seconds</source>
        <translation>{seconds} Sekunden</translation>
    </message>
    <message>
        <source>Volume {percent} %</source>
        <translation>Lautstärke {percent} %</translation>
    </message>
    <message>
        <source>muted by the system</source>
        <translation>im System stumm</translation>
    </message>
    <message>
        <source>Headset buttons</source>
        <translation>Tasten am Headset</translation>
    </message>
    <message>
        <source>The system does not allow access to the buttons of {headset}. Please ask your administrator.</source>
        <translation>Das System gibt die Tasten von {headset} nicht frei. Bitte fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>Grey: set by your administrator</source>
        <translation>Grau: von Ihrer IT vorgegeben</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Telephone not responding</source>
        <translation>Telefon reagiert nicht</translation>
    </message>
    <message>
        <source>Telephone restarting</source>
        <translation>Telefonie startet neu</translation>
    </message>
    <message>
        <source>Portal changed</source>
        <translation>Portal geändert</translation>
    </message>
    <message>
        <source>· {what}. The settings of {time} still apply here.</source>
        <translation>· {what}. Hier gilt noch der Stand von {time}.</translation>
    </message>
    <message>
        <source>Limited</source>
        <translation>Eingeschränkt</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht aufbewahrt</translation>
    </message>
    <message>
        <source>Administrator&apos;s settings</source>
        <translation>Vorgaben Ihrer IT</translation>
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
        <source>Incoming calls appear here.</source>
        <translation>Anrufe erscheinen hier, sobald es klingelt.</translation>
    </message>
    <message>
        <source>{count} active</source>
        <translation>{count} aktiv</translation>
    </message>
    <message>
        <source>{count} being handed over</source>
        <translation>{count} in Übergabe</translation>
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
    <message>
        <source>{count} in consultation</source>
        <translation>{count} in Rückfrage</translation>
    </message>
</context>
<context>
    <name>CallStrip</name>
    <message>
        <source>Keypad</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Connection quality</source>
        <translation>Verbindungsqualität</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Waiting {time}</source>
        <translation>Wartet {time}</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Gehalten</translation>
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
        <source>Held by other party {time}</source>
        <translation>Gegenseite hält {time}</translation>
    </message>
    <message>
        <source>No sound from there {time}</source>
        <translation>Von dort kein Ton {time}</translation>
    </message>
    <message>
        <source>Not confirmed there yet {time}</source>
        <translation>Dort noch nicht bestätigt {time}</translation>
    </message>
    <message>
        <source>In a call {time}</source>
        <translation>Im Gespräch {time}</translation>
    </message>
    <message>
        <source>Type digits or press keys</source>
        <translation>Ziffern tippen oder Tasten drücken</translation>
    </message>
    <message>
        <source>Answered automatically. The caller can hear you.</source>
        <translation>Automatisch angenommen: Sie werden gehört.</translation>
    </message>
    <message>
        <source>Note for the journal</source>
        <translation>Notiz für das Journal</translation>
    </message>
    <message>
        <source>Microphone is muted</source>
        <translation>Mikrofon ist stumm</translation>
    </message>
    <message>
        <source>Microphone is silent</source>
        <translation>Mikrofon ist still</translation>
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
        <source>on behalf of {leader}</source>
        <translation>im Namen von {leader}</translation>
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
        <translation>Von jemand anderem angenommen</translation>
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
        <source>The other party hung up</source>
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
        <source>The program was closed</source>
        <translation>Das Programm wurde beendet</translation>
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
    <message>
        <source>transferred by {name}</source>
        <translation>weitergeleitet von {name}</translation>
    </message>
    <message>
        <source>Number not transmitted</source>
        <translation>Rufnummer nicht übermittelt</translation>
    </message>
    <message>
        <source>{caller} is ringing</source>
        <translation>{caller} klingelt</translation>
    </message>
    <message>
        <source>{caller} on hold</source>
        <translation>{caller} gehalten</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>stumm</translation>
    </message>
    <message>
        <source>Moves on in ≈ {time}</source>
        <translation>Weiter in ≈ {time}</translation>
    </message>
    <message>
        <source>Voicemail in ≈ {time}</source>
        <translation>Sprachbox in ≈ {time}</translation>
    </message>
    <message>
        <source>Forwarded in ≈ {time}</source>
        <translation>Weiterleitung in ≈ {time}</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Übergeben</translation>
    </message>
</context>
<context>
    <name>CalledNumbers</name>
    <message>
        <source>None chosen: any of the leader&apos;s numbers.</source>
        <translation>Nichts gewählt: jede Rufnummer des Leiters.</translation>
    </message>
</context>
<context>
    <name>ChangeText</name>
    <message>
        <source>{first} and {count} more</source>
        <translation>{first} und {count} weitere</translation>
    </message>
    <message>
        <source>“{name}”</source>
        <translation>„{name}“</translation>
    </message>
    <message>
        <source>{name} switched on</source>
        <translation>{name} eingeschaltet</translation>
    </message>
    <message>
        <source>{name} switched off</source>
        <translation>{name} ausgeschaltet</translation>
    </message>
    <message>
        <source>{name} added</source>
        <translation>{name} hinzugefügt</translation>
    </message>
    <message>
        <source>{name} deleted</source>
        <translation>{name} gelöscht</translation>
    </message>
    <message>
        <source>{name} renamed</source>
        <translation>{name} umbenannt</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{rings} rings</source>
        <translation>{rings} Klingelzeichen</translation>
    </message>
    <message>
        <source>Simple filter</source>
        <translation>Einfacher Filter</translation>
    </message>
    <message>
        <source>added</source>
        <translation>hinzugefügt</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Rings until the next assistant</source>
        <translation>Klingelzeichen bis zum nächsten Assistenten</translation>
    </message>
    <message>
        <source>Action on no answer after</source>
        <translation>Aktion bei Nichtannahme nach</translation>
    </message>
    <message>
        <source>Forwarding number</source>
        <translation>Rufnummer der Weiterleitung</translation>
    </message>
    <message>
        <source>Permission to log in and out</source>
        <translation>Berechtigung zum Ein- und Ausloggen</translation>
    </message>
    <message>
        <source>Order of the assistants</source>
        <translation>Assistenten und ihre Reihenfolge</translation>
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
    <name>Commands</name>
    <message>
        <source>Find a command</source>
        <translation>Befehl suchen</translation>
    </message>
    <message>
        <source>No command found.</source>
        <translation>Nichts gefunden. F1 zeigt alle Tasten.</translation>
    </message>
    <message>
        <source>What would you like to do?</source>
        <translation>Was möchten Sie tun?</translation>
    </message>
    <message>
        <source>Go to the dial field</source>
        <translation>Ins Wählfeld</translation>
    </message>
    <message>
        <source>Choose who to call as</source>
        <translation>Absender wählen („Anrufen als …“)</translation>
    </message>
    <message>
        <source>Hand over the call</source>
        <translation>Gespräch übergeben</translation>
    </message>
    <message>
        <source>Go to the journal</source>
        <translation>Ins Journal</translation>
    </message>
    <message>
        <source>Search the whole journal</source>
        <translation>Ganzes Journal durchsuchen</translation>
    </message>
    <message>
        <source>Edit the leader&apos;s settings</source>
        <translation>Einstellungen des Leiters bearbeiten</translation>
    </message>
    <message>
        <source>Show all keys</source>
        <translation>Alle Tasten zeigen</translation>
    </message>
    <message>
        <source>Open the contacts</source>
        <translation>Kontakte öffnen</translation>
    </message>
    <message>
        <source>Contacts …</source>
        <translation>Kontakte …</translation>
    </message>
    <message>
        <source>Call voicemail</source>
        <translation>Sprachbox anrufen</translation>
    </message>
    <message>
        <source>Open the settings</source>
        <translation>Einstellungen öffnen</translation>
    </message>
    <message>
        <source>Settings …</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>Do not disturb on or off</source>
        <translation>Nicht stören an oder aus</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Nicht stören</translation>
    </message>
    <message>
        <source>Mute or unmute</source>
        <translation>Stumm ein oder aus</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>Stumm aus</translation>
    </message>
    <message>
        <source>Hold or resume</source>
        <translation>Halten oder weitersprechen</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Halten</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Weitersprechen</translation>
    </message>
    <message>
        <source>Keypad for the call</source>
        <translation>Wähltasten des Gesprächs</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Open for the caller</source>
        <translation>Zum Anrufer öffnen</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Auflegen</translation>
    </message>
    <message>
        <source>Swap two calls</source>
        <translation>Zwischen zwei Gesprächen makeln</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>Makeln</translation>
    </message>
    <message>
        <source>Conference with both calls</source>
        <translation>Konferenz beider Gespräche</translation>
    </message>
    <message>
        <source>Conference</source>
        <translation>Konferenz</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Verlassen</translation>
    </message>
    <message>
        <source>Only this one</source>
        <translation>Nur dieses</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Pick up</source>
        <translation>Anruf heranholen</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Gespräch übernehmen</translation>
    </message>
    <message>
        <source>Join in</source>
        <translation>Dazuschalten</translation>
    </message>
    <message>
        <source>Answer the top call</source>
        <translation>Obersten Anruf annehmen</translation>
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
        <source>Next ringing call on top</source>
        <translation>Nächsten Anruf nach oben</translation>
    </message>
    <message>
        <source>Silence all ringing</source>
        <translation>Alle Klingeln aus</translation>
    </message>
    <message>
        <source>Hang up, from anywhere</source>
        <translation>Auflegen, von überall</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Neu anmelden</translation>
    </message>
    <message>
        <source>Self-test …</source>
        <translation>Selbsttest …</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>Conference</name>
    <message>
        <source>Conference with {names}</source>
        <translation>Konferenz mit {names}</translation>
    </message>
    <message>
        <source>End the conference: continue this call, hold the other</source>
        <translation>Konferenz beenden: mit diesem Gespräch weiter, das andere halten</translation>
    </message>
    <message>
        <source>Leave the conference: the others keep talking</source>
        <translation>Konferenz verlassen: die anderen sprechen weiter miteinander</translation>
    </message>
</context>
<context>
    <name>ConflictPanel</name>
    <message>
        <source>Someone else has changed this in the meantime</source>
        <translation>Jemand anderes hat dies inzwischen geändert</translation>
    </message>
    <message>
        <source>Nothing has been saved yet. Please choose which version to keep.</source>
        <translation>Noch ist nichts geschrieben. Bitte entscheiden Sie, was gelten soll.</translation>
    </message>
    <message>
        <source>Changed in the portal</source>
        <translation>Im Portal geändert</translation>
    </message>
    <message>
        <source>My changes</source>
        <translation>Meine Änderungen</translation>
    </message>
    <message>
        <source>Keep mine and save</source>
        <translation>Meine behalten und speichern</translation>
    </message>
    <message>
        <source>Use the portal&apos;s</source>
        <translation>Stand des Portals übernehmen</translation>
    </message>
</context>
<context>
    <name>Contacts</name>
    <message>
        <source>Work</source>
        <translation>Arbeit</translation>
    </message>
    <message>
        <source>Mobile</source>
        <translation>Mobil</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Privat</translation>
    </message>
    <message>
        <source>Extension</source>
        <translation>Durchwahl</translation>
    </message>
    <message>
        <source>Fax</source>
        <translation>Fax</translation>
    </message>
    <message>
        <source>Leader</source>
        <translation>Leiter</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>Remove this contact</source>
        <translation>Diesen Kontakt entfernen</translation>
    </message>
    <message>
        <source>Internal</source>
        <translation>Intern</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Group directory</source>
        <translation>Gruppenverzeichnis</translation>
    </message>
    <message>
        <source>Company directory</source>
        <translation>Firmenverzeichnis</translation>
    </message>
    <message>
        <source>Personal directory</source>
        <translation>Persönliches Verzeichnis</translation>
    </message>
    <message>
        <source>Own contacts</source>
        <translation>Eigene Kontakte</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Vorname</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Nachname</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Rufnummer</translation>
    </message>
    <message>
        <source>Number: {kind}</source>
        <translation>Rufnummer: {kind}</translation>
    </message>
    <message>
        <source>Add address book</source>
        <translation>Adressbuch hinzufügen</translation>
    </message>
    <message>
        <source>CardDAV (Nextcloud, mail providers, groupware), or LDAP with an address like ldaps://server/base.</source>
        <translation>CardDAV (Nextcloud, Mailanbieter, Groupware) oder LDAP mit einer Adresse wie ldaps://server/basis.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
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
        <source>Name (optional)</source>
        <translation>Name (optional)</translation>
    </message>
    <message>
        <source>CA file (optional)</source>
        <translation>CA-Datei (optional)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Contacts (*.vcf *.csv *.txt *.xml)</source>
        <translation>Kontakte (*.vcf *.csv *.txt *.xml)</translation>
    </message>
    <message>
        <source>All contacts</source>
        <translation>Alle Kontakte</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoriten</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Try another word or source.</source>
        <translation>Versuchen Sie ein anderes Wort oder eine andere Quelle.</translation>
    </message>
    <message>
        <source>No favourites yet</source>
        <translation>Noch keine Favoriten</translation>
    </message>
    <message>
        <source>Click a star to add one.</source>
        <translation>Mit dem Stern wird ein Kontakt zum Favoriten.</translation>
    </message>
    <message>
        <source>No contacts yet</source>
        <translation>Noch keine Kontakte</translation>
    </message>
    <message>
        <source>The portal&apos;s directories load when you sign in. You can import files above.</source>
        <translation>Die Verzeichnisse des Portals kommen bei der Anmeldung. Dateien lassen sich oben importieren.</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Kontakte</translation>
    </message>
    <message>
        <source>Name, company or number</source>
        <translation>Name, Firma oder Rufnummer</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Import file …</source>
        <translation>Datei importieren …</translation>
    </message>
    <message>
        <source>Add address book …</source>
        <translation>Adressbuch hinzufügen …</translation>
    </message>
    <message>
        <source>Please check</source>
        <translation>Bitte prüfen</translation>
    </message>
    <message>
        <source>Column {number}</source>
        <translation>Spalte {number}</translation>
    </message>
    <message>
        <source>Import CSV file</source>
        <translation>CSV-Datei importieren</translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation>{count} Zeilen</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Zeichensatz</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Neu abrufen</translation>
    </message>
    <message>
        <source>Really remove?</source>
        <translation>Wirklich entfernen?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Loading …</source>
        <translation>Wird abgerufen …</translation>
    </message>
    <message>
        <source>As of {time}</source>
        <translation>Stand {time}</translation>
    </message>
    <message>
        <source>{name}: {count} contacts imported</source>
        <translation>{name}: {count} Kontakte importiert</translation>
    </message>
    <message>
        <source>Line {number}</source>
        <translation>Zeile {number}</translation>
    </message>
    <message>
        <source>left out, neither name nor number</source>
        <translation>ausgelassen, weder Name noch Nummer</translation>
    </message>
    <message>
        <source>left out, not readable</source>
        <translation>ausgelassen, nicht lesbar</translation>
    </message>
    <message>
        <source>{text} is no longer a number: a spreadsheet has changed it</source>
        <translation>{text} ist keine Nummer mehr: eine Tabellenkalkulation hat sie verändert</translation>
    </message>
    <message>
        <source>{text} left out, not a number</source>
        <translation>{text} ausgelassen, keine Nummer</translation>
    </message>
    <message>
        <source>{text} read as {number}</source>
        <translation>{text} als {number} gelesen</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>und {count} weitere</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Coverage</name>
    <message>
        <source>The filter is on, but no assistant is logged in. Ask someone to log in, or switch the filter off.</source>
        <translation>Der Filter ist ein, aber kein Assistent ist eingeloggt. Bitten Sie jemanden, sich einzuloggen, oder schalten Sie den Filter aus.</translation>
    </message>
    <message>
        <source>The filter is on, but the group has no assistants. Assign someone, or switch the filter off.</source>
        <translation>Der Filter ist ein, aber die Gruppe hat keine Assistenten. Weisen Sie jemanden zu oder schalten Sie den Filter aus.</translation>
    </message>
    <message>
        <source>The filter is on, but no one is logged in here. Please log in.</source>
        <translation>Der Filter ist ein, aber niemand ist hier eingeloggt. Bitte loggen Sie sich ein.</translation>
    </message>
    <message>
        <source>This number is your own: diverted calls reach no one. Choose another one.</source>
        <translation>Das ist Ihre eigene Rufnummer: Weitergeleitete Anrufe erreichen niemanden. Wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>This number belongs to {leader}: diverted calls come back and reach no one. Choose another one.</source>
        <translation>Das ist die Rufnummer von {leader}: Weitergeleitete Anrufe kommen zurück und erreichen niemanden. Wählen Sie eine andere.</translation>
    </message>
</context>
<context>
    <name>CriteriaTable</name>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
</context>
<context>
    <name>CriterionForm</name>
    <message>
        <source>Add a filter criterion</source>
        <translation>Filterkriterium hinzufügen</translation>
    </message>
    <message>
        <source>Edit the filter criterion</source>
        <translation>Filterkriterium bearbeiten</translation>
    </message>
    <message>
        <source>“Never” overrides every other criterion that applies.</source>
        <translation>„Nie an Assistenten“ hat immer Vorrang.</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>CriterionNumbers</name>
    <message>
        <source>“{character}” is not allowed in a number.</source>
        <translation>„{character}“ gehört nicht in eine Rufnummer.</translation>
    </message>
    <message>
        <source>A plus sign is only allowed at the beginning, followed by digits.</source>
        <translation>Ein Plus steht nur am Anfang, mit Ziffern danach.</translation>
    </message>
    <message>
        <source>The star is only allowed at the end.</source>
        <translation>Der Stern steht nur am Ende.</translation>
    </message>
    <message>
        <source>At most {longest} characters.</source>
        <translation>Höchstens {longest} Zeichen.</translation>
    </message>
    <message>
        <source>Add a number</source>
        <translation>Rufnummer hinzufügen</translation>
    </message>
    <message>
        <source>Remove this number</source>
        <translation>Diese Rufnummer entfernen</translation>
    </message>
    <message>
        <source>The portal accepts at most {most} numbers.</source>
        <translation>Das Portal nimmt höchstens {most} Rufnummern.</translation>
    </message>
    <message>
        <source>? matches one digit, * at the end matches any ending. At most {most}.</source>
        <translation>? steht für eine Ziffer, * am Ende für einen beliebigen Rest. Höchstens {most}.</translation>
    </message>
</context>
<context>
    <name>CriterionWords</name>
    <message>
        <source>To assistants</source>
        <translation>An Assistenten</translation>
    </message>
    <message>
        <source>Never to assistants</source>
        <translation>Nie an Assistenten</translation>
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
        <source>Only these callers</source>
        <translation>Nur diese Anrufer</translation>
    </message>
    <message>
        <source>anonymous callers</source>
        <translation>anonyme Anrufer</translation>
    </message>
    <message>
        <source>callers without a number</source>
        <translation>Anrufer ohne Rufnummer</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>1 number</source>
        <translation>1 Rufnummer</translation>
    </message>
    <message>
        <source>{count} numbers</source>
        <translation>{count} Rufnummern</translation>
    </message>
    <message>
        <source>enterprise</source>
        <translation>Unternehmen</translation>
    </message>
    <message>
        <source>group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>user</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <source>Main number</source>
        <translation>Hauptrufnummer</translation>
    </message>
    <message>
        <source>Alternative number {place}</source>
        <translation>Alternative Rufnummer {place}</translation>
    </message>
    <message>
        <source>Mobile number</source>
        <translation>Mobilfunknummer</translation>
    </message>
    <message>
        <source>Any number of the leader</source>
        <translation>Jede Rufnummer des Leiters</translation>
    </message>
    <message>
        <source>only at: {numbers}</source>
        <translation>nur an: {numbers}</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Not active</source>
        <translation>Nicht aktiv</translation>
    </message>
    <message>
        <source>Filter criterion</source>
        <translation>Filterkriterium</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>Calls from</source>
        <translation>Anrufe von</translation>
    </message>
    <message>
        <source>Calls to</source>
        <translation>Anrufe an</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Numbers and patterns</source>
        <translation>Rufnummern und Muster</translation>
    </message>
    <message>
        <source>Anonymous callers</source>
        <translation>Anonyme Anrufer</translation>
    </message>
    <message>
        <source>Callers whose number is not available</source>
        <translation>Anrufer, deren Rufnummer nicht verfügbar ist</translation>
    </message>
    <message>
        <source>Time schedule</source>
        <translation>Zeitplan</translation>
    </message>
    <message>
        <source>Holiday schedule</source>
        <translation>Feiertagsplan</translation>
    </message>
</context>
<context>
    <name>DemoStrip</name>
    <message>
        <source>Demo</source>
        <translation>Vorführung</translation>
    </message>
    <message>
        <source>Called leader</source>
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
    <name>Diagnostics</name>
    <message>
        <source>Saving …</source>
        <translation>Wird gespeichert …</translation>
    </message>
    <message>
        <source>Save …</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>Latest crash report: {file}</source>
        <translation>Neuester Absturzbericht: {file}</translation>
    </message>
    <message>
        <source>No crash reports.</source>
        <translation>Es gibt keinen Absturzbericht.</translation>
    </message>
    <message>
        <source>Saved as {file}</source>
        <translation>Gespeichert als {file}</translation>
    </message>
    <message>
        <source>Diagnostics bundle</source>
        <translation>Diagnosepaket</translation>
    </message>
    <message>
        <source>Log files</source>
        <translation>Protokolldateien</translation>
    </message>
    <message>
        <source>Shorten names and numbers</source>
        <translation>Namen und Rufnummern kürzen</translation>
    </message>
    <message>
        <source>Versions, settings, state, logs and the SIP trace in one ZIP file, without passwords. It stays on this computer until you send it to someone yourself.</source>
        <translation>Versionen, Einstellungen, Zustand, Protokolle und die SIP-Aufzeichnung in einer ZIP-Datei, ohne Passwörter. Sie bleibt auf diesem Rechner, bis Sie sie selbst jemandem schicken.</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Jetzt prüfen</translation>
    </message>
</context>
<context>
    <name>DialField</name>
    <message>
        <source>As {name}</source>
        <translation>Als {name}</translation>
    </message>
    <message>
        <source>On behalf of {leader}</source>
        <translation>Im Namen von {leader}</translation>
    </message>
    <message>
        <source>Call as</source>
        <translation>Als wer Sie anrufen</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Anrufen</translation>
    </message>
    <message>
        <source>Name or number</source>
        <translation>Name oder Rufnummer</translation>
    </message>
</context>
<context>
    <name>Divert</name>
    <message>
        <source>Assistant divert</source>
        <translation>Weiterleitung Assistenz</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Divert to the following number</source>
        <translation>Zu folgender Rufnummer umleiten</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Rufnummer</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>No answer, checking …</source>
        <translation>Keine Antwort, wird nachgelesen …</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>Wird gespeichert …</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>To {number}, not logged in</source>
        <translation>Zu {number}, nicht eingeloggt</translation>
    </message>
    <message>
        <source>To {number}</source>
        <translation>Zu {number}</translation>
    </message>
    <message>
        <source>Please enter the number to divert calls to.</source>
        <translation>Bitte geben Sie die Rufnummer ein, zu der umgeleitet werden soll.</translation>
    </message>
    <message>
        <source>Only calls addressed to the leader of the assistant group are diverted; calls to you are not.</source>
        <translation>Es werden ausschließlich Anrufe weitergeleitet, die an den Leiter gerichtet sind. Anrufe an Sie selbst werden nicht weitergeleitet.</translation>
    </message>
    <message>
        <source>You are not logged in anywhere: the divert takes effect once you log in.</source>
        <translation>Sie sind nirgends eingeloggt: Die Weiterleitung wirkt erst, wenn Sie sich einloggen.</translation>
    </message>
</context>
<context>
    <name>Dnd</name>
    <message>
        <source>Do not disturb</source>
        <translation>Nicht stören</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Callers hear the busy tone.</source>
        <translation>Anrufer hören das Besetztzeichen.</translation>
    </message>
    <message>
        <source>Callers hear the busy tone; calls for leaders ring.</source>
        <translation>Anrufer hören das Besetztzeichen; Anrufe für Leiter klingeln.</translation>
    </message>
    <message>
        <source>Calls are shown without a sound.</source>
        <translation>Anrufe werden ohne Ton angezeigt.</translation>
    </message>
    <message>
        <source>Calls are shown without a sound; calls for leaders ring.</source>
        <translation>Anrufe werden ohne Ton angezeigt; Anrufe für Leiter klingeln.</translation>
    </message>
</context>
<context>
    <name>EditButton</name>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
</context>
<context>
    <name>EditorFoot</name>
    <message>
        <source>Reading from the portal …</source>
        <translation>Wird aus dem Portal gelesen …</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>Wird gespeichert …</translation>
    </message>
    <message>
        <source>You have unsaved changes. What do you want to do with them?</source>
        <translation>Es gibt ungespeicherte Änderungen. Was soll damit geschehen?</translation>
    </message>
    <message>
        <source>Cannot be saved yet: please correct the marked field.</source>
        <translation>So nicht zu speichern: Bitte korrigieren Sie das markierte Feld.</translation>
    </message>
    <message>
        <source>After this no call rings at the assistants. Save all the same?</source>
        <translation>Danach klingelt kein Anruf mehr bei den Assistenten. Trotzdem speichern?</translation>
    </message>
    <message>
        <source>Saved: {changes}</source>
        <translation>Gespeichert: {changes}</translation>
    </message>
    <message>
        <source>No unsaved changes.</source>
        <translation>Keine ungespeicherten Änderungen.</translation>
    </message>
    <message>
        <source>Save anyway</source>
        <translation>Trotzdem speichern</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>Vorher und nachher</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>Weiter bearbeiten</translation>
    </message>
    <message>
        <source>Discard and close</source>
        <translation>Verwerfen und schließen</translation>
    </message>
    <message>
        <source>Save and close</source>
        <translation>Speichern und schließen</translation>
    </message>
    <message>
        <source>1 change not saved: {changes}</source>
        <translation>1 Änderung nicht gespeichert: {changes}</translation>
    </message>
    <message>
        <source>{count} changes not saved: {changes}</source>
        <translation>{count} Änderungen nicht gespeichert: {changes}</translation>
    </message>
</context>
<context>
    <name>FilterCards</name>
    <message>
        <source>Internal and external</source>
        <translation>Intern und extern</translation>
    </message>
    <message>
        <source>External to the leader</source>
        <translation>Externe zum Leiter</translation>
    </message>
    <message>
        <source>Internal to the leader</source>
        <translation>Interne zum Leiter</translation>
    </message>
    <message>
        <source>Own filter criteria</source>
        <translation>Eigene Filterkriterien</translation>
    </message>
</context>
<context>
    <name>FilterHint</name>
    <message>
        <source>“{name}” has no effect: it names no caller.</source>
        <translation>„{name}“ wirkt nicht: Es nennt keinen Anrufer.</translation>
    </message>
    <message>
        <source>“{name}” has no effect: the schedule “{schedule}” has no times.</source>
        <translation>„{name}“ wirkt nicht: Der Zeitplan „{schedule}“ enthält keine Zeiten.</translation>
    </message>
    <message>
        <source>“{name}” has no effect. “{other}” covers these calls already.</source>
        <translation>„{name}“ wirkt nicht. Diese Anrufe erfasst schon „{other}“.</translation>
    </message>
    <message>
        <source>“{name}” has no effect. “{other}” excludes these calls, and that wins.</source>
        <translation>„{name}“ wirkt nicht. „{other}“ schließt diese Anrufe aus, und ein Ausschluss gewinnt immer.</translation>
    </message>
    <message>
        <source>Within it “{other}” applies already.</source>
        <translation>Davor greift schon „{other}“.</translation>
    </message>
    <message>
        <source>Within it “{other}” excludes these calls.</source>
        <translation>In dieser Zeit schließt „{other}“ diese Anrufe aus.</translation>
    </message>
    <message>
        <source>“{name}” has an effect only outside “{schedule}”.</source>
        <translation>„{name}“ wirkt nur außerhalb von „{schedule}“.</translation>
    </message>
</context>
<context>
    <name>FilterPage</name>
    <message>
        <source>New filter criterion</source>
        <translation>Neues Filterkriterium</translation>
    </message>
    <message>
        <source>A filter criterion with this name already exists.</source>
        <translation>Ein Filterkriterium dieses Namens gibt es schon.</translation>
    </message>
    <message>
        <source>Filter on</source>
        <translation>Filter eingeschaltet</translation>
    </message>
    <message>
        <source>Off: every call rings the leader, whatever is chosen below.</source>
        <translation>Aus: Jeder Anruf klingelt beim Leiter, gleich was unten gewählt ist.</translation>
    </message>
    <message>
        <source>No filter criteria yet: every call rings the leader.</source>
        <translation>Noch keine Filterkriterien: Jeder Anruf klingelt beim Leiter.</translation>
    </message>
    <message>
        <source>Add a filter criterion</source>
        <translation>Filterkriterium hinzufügen</translation>
    </message>
    <message>
        <source>Inactive criteria do not count. If none applies, the leader&apos;s telephone rings.</source>
        <translation>Inaktive Kriterien zählen nicht. Trifft keines zu, klingelt der Leiter.</translation>
    </message>
    <message>
        <source>In one sentence</source>
        <translation>In einem Satz</translation>
    </message>
    <message>
        <source>Filter criteria</source>
        <translation>Filterkriterien</translation>
    </message>
</context>
<context>
    <name>FilterSentence</name>
    <message>
        <source>{calls} ring at the assistants, all others at the leader.</source>
        <translation>{calls} klingeln bei den Assistenten, alles andere beim Leiter.</translation>
    </message>
    <message>
        <source>No criterion is on that lets calls ring the assistants: every call rings the leader.</source>
        <translation>Kein Kriterium ist eingeschaltet, das Anrufe zu den Assistenten lässt: Jeder Anruf klingelt beim Leiter.</translation>
    </message>
    <message>
        <source>Ringing at the assistants: {calls}. All others ring at the leader.</source>
        <translation>Bei den Assistenten klingeln: {calls}. Alles andere klingelt beim Leiter.</translation>
    </message>
    <message>
        <source>Ringing at the assistants: {calls}. Never: {never}. All others ring at the leader.</source>
        <translation>Bei den Assistenten klingeln: {calls}. Nie: {never}. Alles andere klingelt beim Leiter.</translation>
    </message>
    <message>
        <source>all calls</source>
        <translation>alle Anrufe</translation>
    </message>
    <message>
        <source>all internal calls</source>
        <translation>alle internen Gespräche</translation>
    </message>
    <message>
        <source>all external calls</source>
        <translation>alle externen Anrufe</translation>
    </message>
    <message>
        <source>{first} and {last}</source>
        <translation>{first} und {last}</translation>
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
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} min {seconds} s</translation>
    </message>
</context>
<context>
    <name>GroupEditor</name>
    <message>
        <source>Edit the assistant function</source>
        <translation>Assistenzfunktion bearbeiten</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>Handover</name>
    <message>
        <source>{leader} has taken the call.</source>
        <translation>{leader} hat den Anruf angenommen.</translation>
    </message>
    <message>
        <source>Did not come back from {leader}.</source>
        <translation>Von {leader} nicht zurückgekommen.</translation>
    </message>
    <message>
        <source>Taken back from {leader}.</source>
        <translation>Von {leader} zurückgenommen.</translation>
    </message>
    <message>
        <source>Taking back …</source>
        <translation>Wird zurückgenommen …</translation>
    </message>
    <message>
        <source>Handing over …</source>
        <translation>Wird übergeben …</translation>
    </message>
    <message>
        <source>Ringing at the leader.</source>
        <translation>Klingelt beim Leiter.</translation>
    </message>
    <message>
        <source>{leader} did not answer – the caller is back with you</source>
        <translation>{leader} hat nicht abgenommen – der Anrufer ist wieder bei Ihnen</translation>
    </message>
    <message>
        <source>Ringing at the leader. If nobody answers, the caller comes back to you in about {time}.</source>
        <translation>Es klingelt beim Leiter. Nimmt niemand ab, kommt der Anrufer in etwa {time} zu Ihnen zurück.</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>being sent …</source>
        <translation>wird gesendet …</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>read</source>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>nicht gesendet</translation>
    </message>
    <message>
        <source>Put through</source>
        <translation>Durchstellen</translation>
    </message>
    <message>
        <source>Take a message</source>
        <translation>Nachricht aufnehmen</translation>
    </message>
    <message>
        <source>In 2 minutes</source>
        <translation>In 2 Minuten</translation>
    </message>
    <message>
        <source>To voicemail</source>
        <translation>An Sprachbox</translation>
    </message>
    <message>
        <source>{sender}: {text}</source>
        <translation>{sender}: {text}</translation>
    </message>
    <message>
        <source>Please {do}</source>
        <translation>Bitte {do}</translation>
    </message>
    <message>
        <source>put through</source>
        <translation>durchstellen</translation>
    </message>
    <message>
        <source>take a message</source>
        <translation>eine Nachricht aufnehmen</translation>
    </message>
    <message>
        <source>Free {when}</source>
        <translation>Frei {when}</translation>
    </message>
    <message>
        <source>in 2 minutes</source>
        <translation>in 2 Minuten</translation>
    </message>
    <message>
        <source>to the voicemail</source>
        <translation>an die Sprachbox</translation>
    </message>
    <message>
        <source>Hand over to</source>
        <translation>Übergabe an</translation>
    </message>
    <message>
        <source>Choose a leader</source>
        <translation>Leiter wählen</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Übergeben</translation>
    </message>
    <message>
        <source>Note to the leader</source>
        <translation>Notiz an den Leiter</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Handover to {leader}</source>
        <translation>Übergabe an {leader}</translation>
    </message>
    <message>
        <source>{leader} has call waiting off: during a call, asking first does not get through.</source>
        <translation>{leader} hat Anklopfen aus: während eines Gesprächs kommt „Erst fragen“ nicht an.</translation>
    </message>
</context>
<context>
    <name>Identity</name>
    <message>
        <source>You are calling on behalf of {leader}</source>
        <translation>Sie telefonieren im Namen von {leader}</translation>
    </message>
    <message>
        <source>{number} is shown</source>
        <translation>angezeigt wird {number}</translation>
    </message>
    <message>
        <source>Then as {name} again</source>
        <translation>Danach wieder als {name}</translation>
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
        <translation>Alle Klingeln aus</translation>
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
        <source>To voicemail</source>
        <translation>An Sprachbox</translation>
    </message>
    <message>
        <source>Rules for this caller</source>
        <translation>Regeln für diesen Anrufer</translation>
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
        <source>Always put through to the assistants</source>
        <translation>Immer zu den Assistenten durchstellen</translation>
    </message>
    <message>
        <source>Never to the assistants again</source>
        <translation>Nie wieder zu den Assistenten</translation>
    </message>
    <message>
        <source>Answer {caller}</source>
        <translation>{caller} annehmen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Saving the rule …</source>
        <translation>Regel wird geschrieben …</translation>
    </message>
    <message>
        <source>{number}: always to the assistants</source>
        <translation>{number}: immer an die Assistenten</translation>
    </message>
    <message>
        <source>{number}: never to the assistants</source>
        <translation>{number}: nie an die Assistenten</translation>
    </message>
    <message>
        <source>Answering puts your call on hold.</source>
        <translation>Annehmen hält Ihr Gespräch.</translation>
    </message>
    <message>
        <source>Answer (holds your call)</source>
        <translation>Annehmen (hält Gespräch)</translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>Nothing missed</source>
        <translation>Nichts verpasst</translation>
    </message>
    <message>
        <source>No calls yet</source>
        <translation>Noch keine Gespräche</translation>
    </message>
    <message>
        <source>Every call was answered.</source>
        <translation>Jeder Anruf wurde angenommen.</translation>
    </message>
    <message>
        <source>No call-backs promised</source>
        <translation>Keine Rückrufe zugesagt</translation>
    </message>
    <message>
        <source>Promised call-backs stay listed until done.</source>
        <translation>Zugesagte Rückrufe stehen hier, bis sie erledigt sind.</translation>
    </message>
    <message>
        <source>Finished calls appear here.</source>
        <translation>Beendete Gespräche erscheinen hier.</translation>
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
        <source>All leaders</source>
        <translation>Alle Leiter</translation>
    </message>
    <message>
        <source>My own calls</source>
        <translation>Eigene Gespräche</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Try another word or another leader.</source>
        <translation>Versuchen Sie ein anderes Wort oder einen anderen Leiter.</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Verpasst</translation>
    </message>
    <message>
        <source>Call-backs</source>
        <translation>Rückrufe</translation>
    </message>
    <message>
        <source>Name or number</source>
        <translation>Name oder Rufnummer</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Leaders</source>
        <translation>Leiter</translation>
    </message>
    <message>
        <source>All outcomes</source>
        <translation>Alle Ergebnisse</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Whole journal, search</source>
        <translation>Ganzes Journal, Suche</translation>
    </message>
    <message>
        <source>Anonymous</source>
        <translation>Anonym</translation>
    </message>
    <message>
        <source>Call for {leader}, number not transmitted</source>
        <translation>Anruf für {leader}, Rufnummer nicht übermittelt</translation>
    </message>
    <message>
        <source>Number not transmitted</source>
        <translation>Rufnummer nicht übermittelt</translation>
    </message>
    <message>
        <source>{outcome}, {count} times</source>
        <translation>{outcome}, {count}-mal</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>Von anderen</translation>
    </message>
    <message>
        <source>Call-back promised until {time}</source>
        <translation>Rückruf bis {time} zugesagt</translation>
    </message>
    <message>
        <source>Call-back until {time}</source>
        <translation>Rückruf bis {time}</translation>
    </message>
    <message>
        <source>dddd d MMMM</source>
        <translation>dddd d. MMMM</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>Today, {day}</source>
        <translation>Heute, {day}</translation>
    </message>
    <message>
        <source>Call back {name} by {time}</source>
        <translation>Rückruf an {name} bis {time}</translation>
    </message>
    <message>
        <source>Promised at {time}</source>
        <translation>Zugesagt um {time}</translation>
    </message>
    <message>
        <source>{promised} · overdue</source>
        <translation>{promised} · überfällig</translation>
    </message>
    <message>
        <source>{promised} · {left} left</source>
        <translation>{promised} · noch {left}</translation>
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
        <source>Called on behalf</source>
        <translation>Im Namen angerufen</translation>
    </message>
    <message>
        <source>Answered elsewhere</source>
        <translation>Von jemand anderem angenommen</translation>
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
        <translation>Nicht angenommen</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Gesprochen</translation>
    </message>
    <message>
        <source>Hung up here</source>
        <translation>Hier aufgelegt</translation>
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
        <source>Missed: program was closed</source>
        <translation>Verpasst: Programm beendet</translation>
    </message>
    <message>
        <source>Program ended while it rang</source>
        <translation>Programmende, während es klingelte</translation>
    </message>
    <message>
        <source>Program ended during the call</source>
        <translation>Programmende während des Gesprächs</translation>
    </message>
    <message>
        <source>for {leader}</source>
        <translation>für {leader}</translation>
    </message>
    <message>
        <source>Please enter a time of day such as 14:00.</source>
        <translation>Bitte geben Sie eine Uhrzeit wie 14:00 ein.</translation>
    </message>
    <message>
        <source>Really delete?</source>
        <translation>Wirklich löschen?</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Call-back promised until</source>
        <translation>Rückruf zugesagt bis</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>Zurückrufen</translation>
    </message>
    <message>
        <source>Call on behalf</source>
        <translation>Im Namen anrufen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>More for this number</source>
        <translation>Mehr zu dieser Nummer</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>Exportiert</translation>
    </message>
    <message>
        <source>Not exported</source>
        <translation>Nicht exportiert</translation>
    </message>
    <message>
        <source>Export as CSV …</source>
        <translation>Als CSV exportieren …</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Übergeben</translation>
    </message>
    <message>
        <source>Mark missed as done</source>
        <translation>Alle verpassten als erledigt markieren</translation>
    </message>
</context>
<context>
    <name>JournalExport</name>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Uhrzeit</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Rufnummer</translation>
    </message>
    <message>
        <source>Leader</source>
        <translation>Leiter</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Answered by</source>
        <translation>Angenommen von</translation>
    </message>
    <message>
        <source>Duration (s)</source>
        <translation>Dauer (s)</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Verpasst</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Call-back until</source>
        <translation>Rückruf bis</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Press the keys</source>
        <translation>Tasten drücken</translation>
    </message>
    <message>
        <source>Another program uses these keys: they work only in this program&apos;s windows.</source>
        <translation>Ein anderes Programm hat diese Tasten: Sie wirken nur in den Fenstern dieses Programms.</translation>
    </message>
    <message>
        <source>This keyboard has no such key.</source>
        <translation>Diese Tastatur hat keine solche Taste.</translation>
    </message>
    <message>
        <source>Here these keys work only in this program&apos;s windows.</source>
        <translation>Hier wirken diese Tasten nur in den Fenstern dieses Programms.</translation>
    </message>
    <message>
        <source>This desktop offers programs no system-wide keys. In its own settings you can assign a key to the command “softphone ctl answer”.</source>
        <translation>Diese Oberfläche gibt Programmen keine Tasten, die überall wirken. In ihren eigenen Einstellungen können Sie eine Taste auf den Befehl „softphone ctl answer“ legen.</translation>
    </message>
    <message>
        <source>Call keys work everywhere</source>
        <translation>Tasten für Anrufe wirken überall</translation>
    </message>
    <message>
        <source>The first four also work while you are typing in another program.</source>
        <translation>Die ersten vier wirken auch, während Sie in einem anderen Programm schreiben.</translation>
    </message>
</context>
<context>
    <name>LeaderDetailsPanel</name>
    <message>
        <source>Leader</source>
        <translation>Leiter</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Anrufen</translation>
    </message>
    <message>
        <source>Call on behalf</source>
        <translation>Im Namen anrufen</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Anhören</translation>
    </message>
    <message>
        <source>Call the voicemail of {leader}</source>
        <translation>Sprachbox von {leader} anrufen</translation>
    </message>
    <message>
        <source>Other assistants</source>
        <translation>Weitere Assistenten</translation>
    </message>
</context>
<context>
    <name>LeaderListPanel</name>
    <message>
        <source>{leader}: log in or out</source>
        <translation>{leader}: einloggen oder ausloggen</translation>
    </message>
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
    <name>LeaderRow</name>
    <message>
        <source>Free</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Ringing there</source>
        <translation>Klingelt</translation>
    </message>
    <message>
        <source>In a call</source>
        <translation>Im Gespräch</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>bis {time}</translation>
    </message>
    <message>
        <source>No answer, checking …</source>
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
        <source>The portal does not allow logging in or out here.</source>
        <translation>Das Portal erlaubt hier kein Ein- oder Ausloggen.</translation>
    </message>
    <message>
        <source>Unknown caller</source>
        <translation>Unbekannter Anrufer</translation>
    </message>
    <message>
        <source>is ringing</source>
        <translation>klingelt</translation>
    </message>
    <message>
        <source>Voicemail: {messages}</source>
        <translation>Sprachbox: {messages}</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>too loud · {level}</source>
        <translation>zu laut · {level}</translation>
    </message>
    <message>
        <source>good · {level}</source>
        <translation>gut · {level}</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>stumm</translation>
    </message>
    <message>
        <source>too quiet · {level}</source>
        <translation>zu leise · {level}</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Neu anmelden</translation>
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
        <source>Logged in for {leader}</source>
        <translation>Eingeloggt bei {leader}</translation>
    </message>
    <message>
        <source>Logged out for {leader}</source>
        <translation>Ausgeloggt bei {leader}</translation>
    </message>
    <message>
        <source>Logged out for {leader} at {time}, as chosen</source>
        <translation>Um {time} ausgeloggt bei {leader}, wie gewählt</translation>
    </message>
    <message>
        <source>Calls to your leaders are diverted to {number}</source>
        <translation>Anrufe an Ihre Leiter werden weitergeleitet zu {number}</translation>
    </message>
    <message>
        <source>Assistant divert is off</source>
        <translation>Weiterleitung Assistenz ist aus</translation>
    </message>
    <message>
        <source>Missed, no line was free: {caller}</source>
        <translation>Verpasst, keine Leitung war frei: {caller}</translation>
    </message>
    <message>
        <source>Nothing could be opened for the caller. Please check the settings.</source>
        <translation>Zum Anrufer ließ sich nichts öffnen. Bitte prüfen Sie die Einstellungen.</translation>
    </message>
    <message>
        <source>Saved for {leader}</source>
        <translation>Gespeichert für {leader}</translation>
    </message>
    <message>
        <source>Undone for {leader}</source>
        <translation>Rückgängig gemacht für {leader}</translation>
    </message>
    <message>
        <source>{number}: always to the assistants from now on</source>
        <translation>{number}: ab jetzt immer an die Assistenten</translation>
    </message>
    <message>
        <source>{number}: never to the assistants from now on</source>
        <translation>{number}: ab jetzt nie an die Assistenten</translation>
    </message>
    <message>
        <source>The rule for {number} was undone</source>
        <translation>Die Regel für {number} ist zurückgenommen</translation>
    </message>
    <message>
        <source>A damaged file was set aside and a new one started: {file}</source>
        <translation>Eine beschädigte Datei wurde gefunden; sie bleibt erhalten, und eine neue wurde begonnen: {file}</translation>
    </message>
    <message>
        <source>{file} cannot be written: changes will be lost when you quit. Please check the free disk space.</source>
        <translation>{file} lässt sich nicht schreiben: Was Sie ändern, gilt bis zum Beenden. Bitte prüfen Sie den freien Platz.</translation>
    </message>
    <message>
        <source>No log is kept: {file} cannot be written. Calls still work.</source>
        <translation>Es wird kein Protokoll geführt: {file} lässt sich nicht beschreiben. Telefonieren geht trotzdem.</translation>
    </message>
    <message>
        <source>Links and “softphone ctl” do not reach this window. Calls still work.</source>
        <translation>Links und „softphone ctl“ erreichen dieses Fenster nicht. Telefonieren geht trotzdem.</translation>
    </message>
    <message>
        <source>Now: {device}</source>
        <translation>Jetzt: {device}</translation>
    </message>
    <message>
        <source>Signed in again, nothing has changed</source>
        <translation>Neu angemeldet. Nichts hat sich geändert</translation>
    </message>
    <message>
        <source>Signed in again, groups updated: {count}</source>
        <translation>Neu angemeldet. Geänderte Assistenzen übernommen: {count}</translation>
    </message>
    <message>
        <source>Transferred to {target}</source>
        <translation>Übergeben an {target}</translation>
    </message>
    <message>
        <source>Logged out for {leader} only now: the program was closed at {time}</source>
        <translation>Bei {leader} erst jetzt ausgeloggt: Um {time} Uhr war das Programm geschlossen</translation>
    </message>
    <message>
        <source>The call did not get through. Trying again.</source>
        <translation>Der Anruf kam nicht durch. Er wird sofort noch einmal versucht.</translation>
    </message>
    <message>
        <source>The program crashed last time. A report is kept on this computer: {file}</source>
        <translation>Beim letzten Mal gab es einen Fehler. Ein Bericht liegt auf diesem Rechner: {file}</translation>
    </message>
</context>
<context>
    <name>NotificationPage</name>
    <message>
        <source>{value} – set outside the portal&apos;s page, kept as it is.</source>
        <translation>{value} – außerhalb der Portalseite gesetzt, bleibt erhalten.</translation>
    </message>
    <message>
        <source>rings</source>
        <translation>Klingelzeichen</translation>
    </message>
    <message>
        <source>next after</source>
        <translation>weiter nach</translation>
    </message>
    <message>
        <source>Action on no answer after</source>
        <translation>Aktion bei Nichtannahme nach</translation>
    </message>
</context>
<context>
    <name>NotificationWords</name>
    <message>
        <source>To the leader&apos;s voicemail</source>
        <translation>An Sprachbox des Leiters</translation>
    </message>
    <message>
        <source>Forward to the following number:</source>
        <translation>Weiterleitung an folgende Rufnummer:</translation>
    </message>
    <message>
        <source>Use the leader&apos;s “call forwarding no answer”</source>
        <translation>Verwendung „Rufweiterleitung bei Nichtmelden“ des Leiters</translation>
    </message>
    <message>
        <source>≈ {seconds} s</source>
        <translation>≈ {seconds} s</translation>
    </message>
    <message>
        <source>Please enter {low} to {high} rings.</source>
        <translation>Bitte {low} bis {high} Klingelzeichen eingeben.</translation>
    </message>
    <message>
        <source>Please enter {low} to {high} seconds.</source>
        <translation>Bitte {low} bis {high} Sekunden eingeben.</translation>
    </message>
    <message>
        <source>Please enter a number (at most {longest} characters).</source>
        <translation>Bitte eine Rufnummer eingeben (höchstens {longest} Zeichen).</translation>
    </message>
    <message>
        <source>Please enter a name of 1 to {longest} characters.</source>
        <translation>Bitte einen Namen mit 1 bis {longest} Zeichen eingeben.</translation>
    </message>
    <message>
        <source>The portal does not accept this value. Please correct it.</source>
        <translation>Diesen Wert nimmt das Portal nicht. Bitte korrigieren.</translation>
    </message>
</context>
<context>
    <name>NumberMenu</name>
    <message>
        <source>Copy number</source>
        <translation>Nummer kopieren</translation>
    </message>
    <message>
        <source>Add to contacts …</source>
        <translation>Zu den Kontakten …</translation>
    </message>
    <message>
        <source>Add to contacts</source>
        <translation>Zu den Kontakten</translation>
    </message>
    <message>
        <source>Name for {number}</source>
        <translation>Name zu {number}</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>OptInUntilMenu</name>
    <message>
        <source>Log out</source>
        <translation>Ausloggen</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Einloggen</translation>
    </message>
    <message>
        <source>Logged in until {time}</source>
        <translation>Eingeloggt bis {time}</translation>
    </message>
    <message>
        <source>Logged in until another time …</source>
        <translation>Eingeloggt bis zu anderer Uhrzeit …</translation>
    </message>
    <message>
        <source>Stay logged in after {time}</source>
        <translation>Auch nach {time} eingeloggt bleiben</translation>
    </message>
    <message>
        <source>Logged in until</source>
        <translation>Eingeloggt bis</translation>
    </message>
    <message>
        <source>Please enter a time of day such as 14:00.</source>
        <translation>Bitte geben Sie eine Uhrzeit wie 14:00 ein.</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>Switched on</source>
        <translation>Eingeschaltet</translation>
    </message>
    <message>
        <source>Set by your administrator; it cannot be changed here.</source>
        <translation>Von Ihrer IT vorgegeben; hier nicht zu ändern.</translation>
    </message>
    <message>
        <source>Reset to default</source>
        <translation>Zurück zum Standard</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Language of all windows; takes effect at once. Terms of the portal stay as they are.</source>
        <translation>Für alle Fenster, gilt sofort. Das Portal behält seine eigenen Begriffe.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>Light or dark colours; “same as system” follows its changes.</source>
        <translation>Helle oder dunkle Farben; „Wie das System“ folgt ihm auch im Laufe des Tages.</translation>
    </message>
    <message>
        <source>Closing the window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>Calls only arrive while the program runs. Without a tray, closing always quits.</source>
        <translation>Anrufe kommen nur an, solange das Programm läuft. Ohne Infobereich beendet Schließen immer.</translation>
    </message>
    <message>
        <source>Open for a caller</source>
        <translation>Zum Anrufer öffnen</translation>
    </message>
    <message>
        <source>When the page or the program below is opened, with who calls and for whom.</source>
        <translation>Wann die Seite oder das Programm darunter geöffnet wird, mit Anrufer und Leiter.</translation>
    </message>
    <message>
        <source>Page for a caller</source>
        <translation>Seite zum Anrufer</translation>
    </message>
    <message>
        <source>An address with {number}, {digits}, {name}, {leader} or {direction} in it.</source>
        <translation>Eine Adresse mit {number}, {digits}, {name}, {leader} oder {direction} darin.</translation>
    </message>
    <message>
        <source>Program for a caller</source>
        <translation>Programm zum Anrufer</translation>
    </message>
    <message>
        <source>Its full path and arguments, with the same words in braces. No shell runs it.</source>
        <translation>Voller Pfad und Argumente, mit denselben Wörtern in Klammern. Keine Shell führt es aus.</translation>
    </message>
    <message>
        <source>The microphone for your calls.</source>
        <translation>Das Gerät, über das man Sie hört.</translation>
    </message>
    <message>
        <source>The loudspeaker or headset for your calls.</source>
        <translation>Das Gerät, auf dem Sie das Gegenüber hören.</translation>
    </message>
    <message>
        <source>All devices that ring, by name.</source>
        <translation>Alle Geräte, die klingeln, mit ihrem Namen.</translation>
    </message>
    <message>
        <source>Removes the loudspeaker&apos;s sound from the microphone signal.</source>
        <translation>Nimmt den Ton des Lautsprechers aus dem heraus, was das Mikrofon hört.</translation>
    </message>
    <message>
        <source>Makes keyboard and voices around you quieter for the other party.</source>
        <translation>Macht Tastatur und Stimmen um Sie herum für das Gegenüber leiser.</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>How much is written to the log files on this computer. Never passwords.</source>
        <translation>Wie viel in die Protokolldateien auf diesem Rechner geschrieben wird. Nie Passwörter.</translation>
    </message>
    <message>
        <source>Same as system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>From the account&apos;s server only</source>
        <translation>Nur vom Server des Kontos</translation>
    </message>
    <message>
        <source>Also from the addresses below</source>
        <translation>Auch von den Adressen unten</translation>
    </message>
    <message>
        <source>From everywhere</source>
        <translation>Von überall</translation>
    </message>
    <message>
        <source>Where the server offers it</source>
        <translation>Wo der Server sie anbietet</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Keeps running in the tray</source>
        <translation>Läuft im Infobereich weiter</translation>
    </message>
    <message>
        <source>Quits the program</source>
        <translation>Beendet das Programm</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>By click only</source>
        <translation>Nur auf Klick</translation>
    </message>
    <message>
        <source>When it rings</source>
        <translation>Wenn es klingelt</translation>
    </message>
    <message>
        <source>When the call is answered</source>
        <translation>Wenn der Anruf angenommen ist</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Detailed, for troubleshooting</source>
        <translation>Ausführlich, für die Fehlersuche</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Anrufe</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Kontakte</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>No call rings; a bar in the window shows this while it is on.</source>
        <translation>Kein Anruf klingelt; solange es an ist, steht ein Band im Fenster.</translation>
    </message>
    <message>
        <source>Do not disturb means</source>
        <translation>Nicht stören bedeutet</translation>
    </message>
    <message>
        <source>How calls are treated in the meantime. The journal lists them as missed.</source>
        <translation>Was währenddessen mit Anrufen geschieht. Im Journal stehen sie als verpasst.</translation>
    </message>
    <message>
        <source>Calls for leaders still ring</source>
        <translation>Anrufe für Leiter klingeln trotzdem</translation>
    </message>
    <message>
        <source>Do not disturb then applies only to your own calls.</source>
        <translation>Nicht stören betrifft dann nur Ihre eigenen Anrufe.</translation>
    </message>
    <message>
        <source>Answer automatically: these numbers</source>
        <translation>Automatisch annehmen: diese Rufnummern</translation>
    </message>
    <message>
        <source>Their calls are answered after a clear tone, unless you are talking. One per line.</source>
        <translation>Ihre Anrufe werden nach einem deutlichen Ton angenommen, außer Sie sprechen gerade. Eine Rufnummer je Zeile.</translation>
    </message>
    <message>
        <source>Answer automatically when the platform asks</source>
        <translation>Automatisch annehmen, wenn die Telefonanlage darum bittet</translation>
    </message>
    <message>
        <source>For announcements and intercoms. The caller hears you at once.</source>
        <translation>Für Durchsagen und Gegensprechen. Wer so anruft, hört Sie sofort.</translation>
    </message>
    <message>
        <source>Callers hear the busy tone</source>
        <translation>Anrufer hören das Besetztzeichen</translation>
    </message>
    <message>
        <source>Calls are shown without a sound</source>
        <translation>Anrufe werden ohne Ton angezeigt</translation>
    </message>
    <message>
        <source>SIP trace</source>
        <translation>SIP-Aufzeichnung</translation>
    </message>
    <message>
        <source>Calls are taken</source>
        <translation>Anrufe annehmen</translation>
    </message>
    <message>
        <source>Only the account&apos;s server vouches for who calls. Others can give any name.</source>
        <translation>Nur der Server des Kontos steht für den Namen des Anrufers ein. Andere können jeden Namen angeben.</translation>
    </message>
    <message>
        <source>Addresses that may call directly</source>
        <translation>Adressen, die direkt anrufen dürfen</translation>
    </message>
    <message>
        <source>Addresses or networks (192.0.2.0/24), one a line, for the choice above.</source>
        <translation>Adressen oder Netze (192.0.2.0/24), eine je Zeile, für die Auswahl darüber.</translation>
    </message>
    <message>
        <source>Security agreement (mediasec)</source>
        <translation>Sicherheitsvereinbarung (mediasec)</translation>
    </message>
    <message>
        <source>Some providers, Telekom for one, take only telephones that ask for it.</source>
        <translation>Manche Anbieter, etwa die Telekom, nehmen nur Telefone an, die danach fragen.</translation>
    </message>
    <message>
        <source>Wildcard certificates</source>
        <translation>Platzhalter-Zertifikate</translation>
    </message>
    <message>
        <source>With TLS, a certificate for *.example.com is good for sip.example.com.</source>
        <translation>Bei TLS gilt ein Zertifikat für *.example.com auch für sip.example.com.</translation>
    </message>
    <message>
        <source>Priority mark of signalling (DSCP)</source>
        <translation>Vorrangmarke der Signalisierung (DSCP)</translation>
    </message>
    <message>
        <source>Networks that are set up for it carry marked packets first; 0 for no mark.</source>
        <translation>Dafür eingerichtete Netze befördern markierte Pakete zuerst; 0: keine Marke.</translation>
    </message>
    <message>
        <source>Priority mark of sound (DSCP)</source>
        <translation>Vorrangmarke des Tons (DSCP)</translation>
    </message>
    <message>
        <source>46 is usual for telephony. Windows sends marks only with a group policy.</source>
        <translation>Für Telefonie ist 46 üblich. Windows sendet Marken nur mit einer Gruppenrichtlinie.</translation>
    </message>
    <message>
        <source>The last messages from and to the telephone server, 3 MB at most, without passwords.</source>
        <translation>Die letzten Nachrichten von und zur Telefonanlage, höchstens 3 MB, ohne Passwörter.</translation>
    </message>
    <message>
        <source>In this program; the system&apos;s own volume stays as it is.</source>
        <translation>In diesem Programm; die Lautstärke des Systems bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>Headset buttons and lights</source>
        <translation>Tasten und Leuchten des Headsets</translation>
    </message>
    <message>
        <source>Answer, hang up and mute on the headset; its lights show ringing, talking and muted.</source>
        <translation>Am Headset annehmen, auflegen und stummschalten; seine Leuchten zeigen Klingeln, Gespräch und Stumm.</translation>
    </message>
    <message>
        <source>Daily self-test</source>
        <translation>Selbsttest am Tagesbeginn</translation>
    </message>
    <message>
        <source>Checks everything after the first sign-in of the day. It makes no sound.</source>
        <translation>Prüft nach der ersten Anmeldung eines Tages alles. Zu hören ist dabei nichts.</translation>
    </message>
    <message>
        <source>Set by your administrator, so it cannot be changed here: {settings}.</source>
        <translation>Von Ihrer IT vorgegeben und hier nicht zu ändern: {settings}.</translation>
    </message>
    <message>
        <source>Keep the journal for</source>
        <translation>Journal aufbewahren für</translation>
    </message>
    <message>
        <source>Older calls are deleted for good; 0 keeps all. Promised call-backs always stay.</source>
        <translation>Ältere Anrufe werden endgültig gelöscht; 0 behält alles. Offene Rückrufe bleiben immer.</translation>
    </message>
    <message>
        <source>Number for the echo test</source>
        <translation>Rufnummer für den Echotest</translation>
    </message>
    <message>
        <source>A number that plays back what it hears. Empty: no echo test.</source>
        <translation>Rufnummer, unter der Sie sich selbst hören. Leer: kein Echotest.</translation>
    </message>
    <message>
        <source>Follow transfers by the other party</source>
        <translation>Weiterleitungen der Gegenseite folgen</translation>
    </message>
    <message>
        <source>If the other party transfers you, the new number is called automatically.</source>
        <translation>Verbindet die Gegenseite Sie weiter, ruft das Programm die neue Rufnummer von selbst an.</translation>
    </message>
</context>
<context>
    <name>OwnGroupPanel</name>
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
    <name>ParallelPage</name>
    <message>
        <source>An additional notification on the leader&apos;s integrated mobile devices.</source>
        <translation>Zusätzliche Benachrichtigung an die integrierten mobilen Endgeräte des Leiters.</translation>
    </message>
    <message>
        <source>An additional notification on devices included by “Parallel ringing”.</source>
        <translation>Zusätzliche Benachrichtigung an Endgeräte, die über die Funktion Paralleles Klingeln eingebunden sind.</translation>
    </message>
    <message>
        <source>Requires the add-ons MagentaEINS Business Integration and Parallel ringing, booked and set up.</source>
        <translation>Voraussetzung: Die Zusatzpakete MagentaEINS Business Integration und Paralleles Klingeln sind gebucht und konfiguriert.</translation>
    </message>
</context>
<context>
    <name>PortalAgeFooter</name>
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
    <name>PortalChange</name>
    <message>
        <source>{places} and {count} more</source>
        <translation>{places} und {count} weitere</translation>
    </message>
    <message>
        <source>at {leader} ({what})</source>
        <translation>bei {leader} ({what})</translation>
    </message>
    <message>
        <source>your own group</source>
        <translation>Ihrer Assistenz</translation>
    </message>
    <message>
        <source>{before} → {after}</source>
        <translation>{before} → {after}</translation>
    </message>
    <message>
        <source>assigned to you</source>
        <translation>Ihnen zugewiesen</translation>
    </message>
    <message>
        <source>other filter criteria</source>
        <translation>andere Filterkriterien</translation>
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
        <source>{rings} rings (about {time})</source>
        <translation>{rings} Klingelzeichen (etwa {time})</translation>
    </message>
    <message>
        <source>After {time} to the leader&apos;s voicemail</source>
        <translation>Nach {time} an Sprachbox des Leiters</translation>
    </message>
    <message>
        <source>After {time} forward to the following number: {number}</source>
        <translation>Nach {time} Weiterleitung an folgende Rufnummer: {number}</translation>
    </message>
    <message>
        <source>After {time} use the leader&apos;s “call forwarding no answer”</source>
        <translation>Nach {time} Verwendung „Rufweiterleitung bei Nichtmelden“ des Leiters</translation>
    </message>
    <message>
        <source>After {time}: other value of the portal</source>
        <translation>Nach {time}: anderer Wert des Portals</translation>
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
    <name>PreviewPane</name>
    <message>
        <source>External, with a name</source>
        <translation>Extern, mit Namen</translation>
    </message>
    <message>
        <source>External, without a name</source>
        <translation>Extern, ohne Namen</translation>
    </message>
    <message>
        <source>Internal</source>
        <translation>Intern</translation>
    </message>
    <message>
        <source>Anonymous</source>
        <translation>Anonym</translation>
    </message>
    <message>
        <source>How a call for {leader} appears.</source>
        <translation>So erscheint ein Anruf für {leader}.</translation>
    </message>
    <message>
        <source>the leader&apos;s number</source>
        <translation>Rufnummer des Leiters</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Desktop client and desk telephone</source>
        <translation>Desktop-Client und Tischtelefon</translation>
    </message>
    <message>
        <source>Mobile device</source>
        <translation>Mobiles Endgerät</translation>
    </message>
    <message>
        <source>What comes from the leader is coloured.</source>
        <translation>Farbig ist, was vom Leiter kommt.</translation>
    </message>
    <message>
        <source>Always shows the original caller. The call information does not apply here.</source>
        <translation>Zeigt immer den ursprünglichen Anrufer. Die Anrufinformationen gelten hier nicht.</translation>
    </message>
    <message>
        <source>Example caller</source>
        <translation>Beispielanrufer</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>The portal {host} cannot be reached. The program keeps trying.</source>
        <translation>Das Portal {host} ist nicht erreichbar. Ein neuer Versuch läuft von selbst.</translation>
    </message>
    <message>
        <source>The portal {host} cannot be reached without a proxy. The proxy in {variable} cannot be used: please enter one that begins with http://.</source>
        <translation>Das Portal {host} ist ohne Proxy nicht erreichbar. Der Proxy in {variable} ist nicht verwendbar: Bitte einen eintragen, der mit http:// beginnt.</translation>
    </message>
    <message>
        <source>The portal {host} did not answer in time. Please try again.</source>
        <translation>Das Portal {host} hat nicht rechtzeitig geantwortet. Bitte noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The portal rejected user name or password. Please enter the password again.</source>
        <translation>Das Portal hat Benutzername oder Passwort abgelehnt. Bitte das Passwort neu eingeben.</translation>
    </message>
    <message>
        <source>The portal shows otherwise: {shown} instead of {wanted}.</source>
        <translation>Das Portal zeigt etwas anderes: {shown} statt {wanted}.</translation>
    </message>
    <message>
        <source>The portal is overloaded. Trying again in {seconds} s.</source>
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
        <source>The connection to {host} would not be encrypted. Please use https://.</source>
        <translation>{host} wäre nur unverschlüsselt erreichbar. Bitte https:// verwenden.</translation>
    </message>
    <message>
        <source>on</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Portal: “{words}”.</source>
        <translation>Portal: „{words}“.</translation>
    </message>
    <message>
        <source>Portal: “{words}”. Nothing was changed.</source>
        <translation>Portal: „{words}“. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>The portal does not allow this. Please ask your administrator.</source>
        <translation>Das Portal erlaubt das nicht. Bitte fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>The portal does not know this. Please sign in again to get its current state.</source>
        <translation>Das Portal kennt das nicht. Bitte neu anmelden, um den heutigen Stand zu holen.</translation>
    </message>
    <message>
        <source>The portal refused (status {status}). Please try again later.</source>
        <translation>Das Portal hat abgelehnt (Status {status}). Bitte später noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The telephone server refuses the registration: {why}. The program tries again at {time}. If it keeps refusing, please check user name and password.</source>
        <translation>Der Telefonserver lehnt die Anmeldung ab: {why}. Nächster Versuch um {time}. Lehnt er weiter ab, prüfen Sie bitte Benutzername und Passwort.</translation>
    </message>
    <message>
        <source>The telephone was not registered: {why}. Please check the SIP details under Advanced.</source>
        <translation>Das Telefon wurde nicht registriert: {why}. Bitte die SIP-Angaben unter Erweitert prüfen.</translation>
    </message>
    <message>
        <source>The telephone server {host} answers but does not keep the registration. The program keeps trying.</source>
        <translation>Die Telefonanlage {host} antwortet, behält die Anmeldung aber nicht. Ein neuer Versuch läuft von selbst.</translation>
    </message>
    <message>
        <source>The telephone server {host} requires another security agreement. Please check it in the settings, under Account.</source>
        <translation>Die Telefonanlage {host} verlangt eine andere Sicherheitsvereinbarung. Bitte in den Einstellungen unter „Konto“ prüfen.</translation>
    </message>
    <message>
        <source>The telephone server {host} cannot be reached over TLS. The program keeps trying.</source>
        <translation>Die Telefonanlage {host} antwortet nicht über TLS. Ein neuer Versuch läuft von selbst.</translation>
    </message>
    <message>
        <source>The telephone server {host} cannot be reached. The program keeps trying.</source>
        <translation>Die Telefonanlage {host} antwortet nicht. Ein neuer Versuch läuft von selbst.</translation>
    </message>
    <message>
        <source>The telephone part does not respond. It will be restarted in a moment.</source>
        <translation>Das Telefon reagiert gerade nicht. Es wird gleich neu gestartet.</translation>
    </message>
    <message>
        <source>The telephone stopped and is being restarted. Calls were lost.</source>
        <translation>Der Telefonteil ist ausgefallen und wird neu gestartet. Gespräche gingen verloren.</translation>
    </message>
    <message>
        <source>The keyring does not answer. The password is kept only until the program ends.</source>
        <translation>Der Schlüsselbund antwortet nicht. Das Passwort bleibt nur gemerkt, bis das Programm endet.</translation>
    </message>
    <message>
        <source>This system has no keyring, so you will be asked for the password at each start.</source>
        <translation>Dieses System hat keinen Schlüsselbund, deshalb wird das Passwort bei jedem Start gefragt.</translation>
    </message>
    <message>
        <source>This call is already over. Please choose another one.</source>
        <translation>Dieses Gespräch ist schon beendet. Bitte ein anderes wählen.</translation>
    </message>
    <message>
        <source>There is no group for {leader}. Please sign in again.</source>
        <translation>Es gibt keine Assistenz von {leader}. Bitte neu anmelden.</translation>
    </message>
    <message>
        <source>There is nothing to call yet. Please enter a number.</source>
        <translation>Bitte Name oder Rufnummer eingeben.</translation>
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
        <translation>Diese Rufnummer gibt es nicht. Bitte prüfen Sie sie.</translation>
    </message>
    <message>
        <source>The call was cancelled. Please call again.</source>
        <translation>Der Anruf wurde abgebrochen. Bitte noch einmal anrufen.</translation>
    </message>
    <message>
        <source>The other party supports none of our audio formats. Please ask your administrator.</source>
        <translation>Mit diesem Anschluss ist kein Gespräch möglich (kein gemeinsames Tonformat). Bitte fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>The call failed: {why}. Please call again.</source>
        <translation>Der Anruf kam nicht zustande: {why}. Bitte noch einmal anrufen.</translation>
    </message>
    <message>
        <source>{wish} is not connected. It will be used again once it is back.</source>
        <translation>{wish} ist nicht angeschlossen. Sobald es wieder da ist, wird es wieder benutzt.</translation>
    </message>
    <message>
        <source>{wish} is not connected; {using} is used until it is back.</source>
        <translation>{wish} ist nicht angeschlossen. Bis es wieder da ist, wird {using} benutzt.</translation>
    </message>
    <message>
        <source>No microphone found: callers cannot hear you. Please connect one.</source>
        <translation>Kein Mikrofon gefunden: Niemand hört Sie. Bitte eines anschließen.</translation>
    </message>
    <message>
        <source>No loudspeaker found: you cannot hear anything. Please connect one.</source>
        <translation>Kein Lautsprecher gefunden: Sie hören nichts. Bitte einen anschließen.</translation>
    </message>
    <message>
        <source>No device to ring on: calls are shown without a sound. Please connect one.</source>
        <translation>Kein Gerät zum Klingeln: Anrufe werden nur angezeigt. Bitte eines anschließen.</translation>
    </message>
    <message>
        <source>The account is incomplete at “{field}” ({detail}). Please correct it.</source>
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
        <source>This account has no portal, so there are no settings to change.</source>
        <translation>Dieses Konto hat kein Portal, also keine Einstellungen. Bitte mit Portal anmelden.</translation>
    </message>
    <message>
        <source>This account has no voicemail number. Please ask your administrator.</source>
        <translation>Dieses Konto sagt nicht, wo die Sprachbox ist. Bitte fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>This account has no telephone. Please sign in with the SIP details under Advanced.</source>
        <translation>Dieses Konto hat kein Telefon. Bitte mit den SIP-Angaben unter Erweitert anmelden.</translation>
    </message>
    <message>
        <source>The call could not be taken back: it no longer rings there, or the platform refused.</source>
        <translation>Zurücknehmen ging nicht: Dort klingelt nichts mehr, oder die Telefonanlage hat es abgelehnt.</translation>
    </message>
    <message>
        <source>The text contains characters that the portal does not accept. Please correct it.</source>
        <translation>Der Text enthält Zeichen, die das Portal nicht annimmt. Bitte korrigieren.</translation>
    </message>
    <message>
        <source>There is nothing to open for a caller. Please name a page or a program in the settings.</source>
        <translation>Zum Anrufer ist nichts zu öffnen. Bitte nennen Sie in den Einstellungen eine Seite oder ein Programm.</translation>
    </message>
    <message>
        <source>Nothing could be opened for the caller. Please check page and program in the settings.</source>
        <translation>Zum Anrufer ließ sich nichts öffnen. Bitte prüfen Sie Seite und Programm in den Einstellungen.</translation>
    </message>
    <message>
        <source>The journal cannot be saved: new calls will be lost when you quit. Please check the free disk space.</source>
        <translation>Das Journal kann nicht gespeichert werden: Neue Anrufe gehen beim Beenden verloren. Bitte prüfen Sie den freien Speicherplatz.</translation>
    </message>
    <message>
        <source>The setting applies, but only until you quit: it cannot be saved. Please check the free disk space.</source>
        <translation>Die Einstellung gilt, aber nur bis zum Beenden: Sie kann nicht gespeichert werden. Bitte prüfen Sie den freien Speicherplatz.</translation>
    </message>
    <message>
        <source>Rules need the advanced filter. Please choose it for this leader in the editor.</source>
        <translation>Bei diesem Leiter gelten keine Erweiterten Filter, also auch keine Regeln. Bitte in „Assistenzfunktion bearbeiten“ wählen.</translation>
    </message>
    <message>
        <source>This is already in progress. Please wait a moment.</source>
        <translation>Das läuft schon. Bitte einen Moment warten.</translation>
    </message>
    <message>
        <source>A newer request has replaced this one. Please wait for it.</source>
        <translation>Ein neuerer Auftrag hat das ersetzt. Bitte auf diesen warten.</translation>
    </message>
    <message>
        <source>The call has ended in the meantime. Please call again if needed.</source>
        <translation>Das Gespräch ist inzwischen beendet. Bei Bedarf bitte neu anrufen.</translation>
    </message>
    <message>
        <source>The telephone did not confirm this. Please check the call and try again.</source>
        <translation>Das Telefon hat das nicht bestätigt. Bitte das Gespräch ansehen und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>This part of the settings could not be read from the portal and cannot be changed. Please open the editor again.</source>
        <translation>Dieser Teil der Einstellungen konnte nicht aus dem Portal gelesen werden und lässt sich nicht ändern. Bitte den Editor neu öffnen.</translation>
    </message>
    <message>
        <source>The settings are just being saved. Please wait a moment.</source>
        <translation>Die Einstellungen werden gerade gespeichert. Bitte einen Moment warten.</translation>
    </message>
    <message>
        <source>The settings have not been read yet. Please open the editor again.</source>
        <translation>Die Einstellungen sind noch nicht gelesen. Bitte öffnen Sie die Bearbeitung erneut.</translation>
    </message>
    <message>
        <source>A field contains a value that the portal does not accept. Please correct it.</source>
        <translation>Ein Feld enthält einen Wert, den das Portal nicht nimmt. Bitte korrigieren.</translation>
    </message>
    <message>
        <source>There is no conflict left. Please check the settings again.</source>
        <translation>Es gibt nichts mehr zu entscheiden. Bitte sehen Sie die Einstellungen noch einmal an.</translation>
    </message>
    <message>
        <source>Someone else has changed this in the meantime. Please choose which version to keep.</source>
        <translation>Jemand anderes hat dies inzwischen geändert. Bitte entscheiden Sie, was gelten soll.</translation>
    </message>
    <message>
        <source>There is nothing left to undo. Please change the settings directly.</source>
        <translation>Es gibt nichts mehr rückgängig zu machen. Bitte ändern Sie die Einstellungen selbst.</translation>
    </message>
    <message>
        <source>The caller&apos;s number is hidden, so no rule can be made. Please use the editor.</source>
        <translation>Der Anrufer unterdrückt die Rufnummer, daher ist keine Regel möglich. Bitte nutzen Sie „Bearbeiten“.</translation>
    </message>
    <message>
        <source>The caller&apos;s number is not known, so no rule can be made. Please use the editor.</source>
        <translation>Die Rufnummer des Anrufers ist nicht bekannt, daher ist keine Regel möglich. Bitte nutzen Sie „Bearbeiten“.</translation>
    </message>
    <message>
        <source>This leader&apos;s filter is off, so no rule has an effect. Please switch it on first.</source>
        <translation>Der Filter dieses Leiters ist aus, eine Regel hätte keine Wirkung. Bitte zuerst einschalten.</translation>
    </message>
    <message>
        <source>Another criterion excludes this caller and would take priority. Please change it in the editor.</source>
        <translation>Ein anderes Filterkriterium leitet diesen Anrufer nie weiter und hätte Vorrang. Bitte dort ändern.</translation>
    </message>
    <message>
        <source>This call is not for one of your leaders, so there is no rule for it.</source>
        <translation>Dieser Anruf ist nicht für einen Ihrer Leiter, dafür gibt es keine Regel.</translation>
    </message>
    <message>
        <source>There is nothing to divert: you are not an assistant here. Please sign in again.</source>
        <translation>Hier gibt es nichts weiterzuleiten: Sie sind kein Assistent. Bitte melden Sie sich neu an.</translation>
    </message>
    <message>
        <source>This time has passed already. Please choose a later one.</source>
        <translation>Diese Zeit ist schon vorbei. Bitte wählen Sie eine spätere.</translation>
    </message>
    <message>
        <source>This entry is no longer in the journal. Please choose another one.</source>
        <translation>Diesen Eintrag gibt es im Journal nicht mehr. Bitte wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Calls work, but nothing is kept: settings, journal and contacts will be lost when you quit. Please check whether the profile folder can be written.</source>
        <translation>Telefonieren geht, aber nichts wird gespeichert: Einstellungen, Journal und Kontakte gehen beim Beenden verloren. Bitte prüfen Sie, ob der Profilordner beschreibbar ist.</translation>
    </message>
    <message>
        <source>The journal was written by a newer version and is left as it is: new entries last until you quit. Please install the newer version.</source>
        <translation>Das Journal stammt von einer neueren Version und bleibt, wie es ist: Neue Einträge halten bis zum Beenden. Bitte installieren Sie die neuere Version.</translation>
    </message>
    <message>
        <source>The file could not be written. Please choose another folder.</source>
        <translation>Die Datei konnte nicht geschrieben werden. Bitte wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>No leader is known for this call. Please choose one.</source>
        <translation>Zu diesem Gespräch ist kein Leiter bekannt. Bitte einen wählen.</translation>
    </message>
    <message>
        <source>This call is no longer ringing. Please check the calls.</source>
        <translation>Dieser Anruf klingelt nicht mehr. Bitte sehen Sie bei den Gesprächen nach.</translation>
    </message>
    <message>
        <source>There is nothing to send yet. Please write something.</source>
        <translation>Noch nichts zu senden. Bitte etwas schreiben.</translation>
    </message>
    <message>
        <source>The platform offers no code for this. Please ask your administrator.</source>
        <translation>Die Plattform bietet dafür keine Kennziffer. Bitte fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>There is no way to hand this call over: no number of the leader is known. Please ask your administrator.</source>
        <translation>Dieses Gespräch lässt sich nicht übergeben: Es ist keine Rufnummer des Leiters bekannt. Bitte fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>No assistant is logged in to read this. Please answer the call yourself.</source>
        <translation>Es ist kein Assistent eingeloggt, der das lesen könnte. Bitte nehmen Sie den Anruf selbst an.</translation>
    </message>
    <message>
        <source>No call is being handed over to a leader. Please hand one over first.</source>
        <translation>Kein Gespräch ist auf dem Weg zu einem Leiter. Bitte zuerst eines übergeben.</translation>
    </message>
    <message>
        <source>The platform did not call this telephone in time. Please call again.</source>
        <translation>Die Plattform hat dieses Telefon nicht rechtzeitig angerufen. Bitte noch einmal anrufen.</translation>
    </message>
    <message>
        <source>This is not possible at the moment. Please try again in a moment.</source>
        <translation>Das geht gerade nicht. Bitte gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The setting “{key}” is set by your administrator. Please ask them.</source>
        <translation>Die Einstellung „{key}“ gibt Ihre IT vor. Bitte fragen Sie dort nach.</translation>
    </message>
    <message>
        <source>There is no setting “{key}”. Please check the list of settings.</source>
        <translation>Die Einstellung „{key}“ gibt es nicht. Bitte sehen Sie in der Liste der Einstellungen nach.</translation>
    </message>
    <message>
        <source>The administrator&apos;s settings in {file} do not apply ({why}). Please tell your administrator.</source>
        <translation>Die Vorgaben Ihrer IT in {file} gelten nicht ({why}). Bitte geben Sie ihr Bescheid.</translation>
    </message>
    <message>
        <source>The setting “{key}” accepts only printable characters.</source>
        <translation>Die Einstellung „{key}“ nimmt nur Zeichen, die man darstellen kann.</translation>
    </message>
    <message>
        <source>“{key}” takes addresses and networks, one a line: 192.0.2.7, 192.0.2.0/24.</source>
        <translation>„{key}“ nimmt Adressen und Netze, eine je Zeile: 192.0.2.7, 192.0.2.0/24.</translation>
    </message>
    <message>
        <source>“{key}” takes a full address or path with {placeholders}. Example: {example}</source>
        <translation>„{key}“ nimmt eine ganze Adresse oder einen vollen Pfad mit {placeholders}. Beispiel: {example}</translation>
    </message>
    <message>
        <source>The setting “{key}” does not accept this. Possible: {takes}.</source>
        <translation>Die Einstellung „{key}“ nimmt das nicht. Möglich: {takes}.</translation>
    </message>
    <message>
        <source>This key cannot be used. Please choose a letter, a digit or a function key.</source>
        <translation>Diese Taste geht hier nicht. Bitte einen Buchstaben, eine Ziffer oder eine Funktionstaste wählen.</translation>
    </message>
    <message>
        <source>You might type this by mistake. Please add Ctrl or Alt, or use a function key.</source>
        <translation>Das würden Sie versehentlich tippen. Bitte Strg oder Alt dazu nehmen, oder eine Funktionstaste.</translation>
    </message>
    <message>
        <source>These keys have a fixed meaning in the windows. Please choose others.</source>
        <translation>Diese Tasten bedeuten in den Fenstern immer dasselbe. Bitte andere wählen.</translation>
    </message>
    <message>
        <source>On many keyboards this types a character, like @ or €. Please choose others.</source>
        <translation>Auf vielen Tastaturen schreibt das ein Zeichen wie @ oder €. Bitte andere Tasten wählen.</translation>
    </message>
    <message>
        <source>“{other}” already uses these keys. Please choose others, or change it first.</source>
        <translation>„{other}“ hat diese Tasten schon. Bitte andere wählen oder zuerst das ändern.</translation>
    </message>
    <message>
        <source>This computer has no network. The telephone reconnects as soon as there is one.</source>
        <translation>Dieser Rechner hat kein Netz. Das Telefon meldet sich von selbst wieder an, sobald es eines gibt.</translation>
    </message>
    <message>
        <source>There is no one to connect yet. Please choose “Ask first” on the call.</source>
        <translation>Es läuft keine Rückfrage. Bitte wählen Sie am Gespräch „Erst fragen“.</translation>
    </message>
    <message>
        <source>The other party has hung up; the caller is still waiting. Please take the call back.</source>
        <translation>Die Gegenseite hat aufgelegt; der Anrufer wartet noch. Bitte nehmen Sie das Gespräch zurück.</translation>
    </message>
    <message>
        <source>The connection to the other party was lost; the caller is still waiting. Please take the call back.</source>
        <translation>Die Verbindung zur Gegenseite ist abgerissen; der Anrufer wartet noch. Bitte nehmen Sie das Gespräch zurück.</translation>
    </message>
    <message>
        <source>There is no second call. Please call someone else first.</source>
        <translation>Es gibt kein zweites Gespräch. Bitte rufen Sie erst noch jemanden an.</translation>
    </message>
    <message>
        <source>A conference has room for three, and there are more calls. Please end one first.</source>
        <translation>Eine Konferenz hat drei Teilnehmer, und es gibt mehr Gespräche. Bitte beenden Sie erst eines.</translation>
    </message>
    <message>
        <source>There is no conference. Please join two calls first.</source>
        <translation>Es gibt keine Konferenz. Bitte schalten Sie erst zwei Gespräche zusammen.</translation>
    </message>
    <message>
        <source>No call is on hold. Please hold one first.</source>
        <translation>Kein Gespräch ist gehalten. Bitte halten Sie erst eines.</translation>
    </message>
    <message>
        <source>Nothing has been dialled yet. Please enter a number.</source>
        <translation>Es wurde noch nichts gewählt. Bitte geben Sie eine Rufnummer ein.</translation>
    </message>
    <message>
        <source>The number has changed: {why}. Please ask for the new one.</source>
        <translation>Die Rufnummer ist jetzt anderswo erreichbar: {why}. Bitte fragen Sie nach der neuen.</translation>
    </message>
    <message>
        <source>The platform did not put the call through: {why}. Please check the number.</source>
        <translation>Die Telefonanlage hat den Anruf nicht vermittelt: {why}. Bitte prüfen Sie die Rufnummer.</translation>
    </message>
    <message>
        <source>The platform has a fault: {why}. Please try again in a moment.</source>
        <translation>Die Telefonanlage ist gestört: {why}. Bitte versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The call was declined everywhere: {why}. Please call later.</source>
        <translation>Der Anruf wird an keinem Telefon angenommen: {why}. Bitte rufen Sie später an.</translation>
    </message>
    <message>
        <source>This number redirects to another one. Please ask for the new number.</source>
        <translation>Diese Rufnummer leitet auf eine andere um. Bitte fragen Sie nach der neuen Nummer.</translation>
    </message>
    <message>
        <source>The platform did not understand the call. Please check the number.</source>
        <translation>Die Telefonanlage hat den Anruf nicht verstanden. Bitte prüfen Sie, was gewählt wurde.</translation>
    </message>
    <message>
        <source>The platform does not accept your telephone&apos;s password. Please sign in again.</source>
        <translation>Die Telefonanlage nimmt das Passwort Ihres Telefons nicht an. Bitte neu anmelden.</translation>
    </message>
    <message>
        <source>The platform requires credit for this call. Please ask your administrator.</source>
        <translation>Die Telefonanlage verlangt für diesen Anruf ein Guthaben. Bitte fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>Your line cannot call this number. Please ask your administrator.</source>
        <translation>Ihr Anschluss darf diese Rufnummer nicht anrufen. Bitte fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>This number is no longer in use. Please look for the new one.</source>
        <translation>Diese Rufnummer ist nicht mehr in Betrieb. Bitte suchen Sie die neue.</translation>
    </message>
    <message>
        <source>The number is incomplete. Please dial all of it.</source>
        <translation>Die Rufnummer ist unvollständig. Bitte wählen Sie sie ganz.</translation>
    </message>
    <message>
        <source>This could mean several numbers. Please dial the whole number.</source>
        <translation>Das kann mehrere Rufnummern meinen. Bitte wählen Sie die ganze Nummer.</translation>
    </message>
    <message>
        <source>The platform cannot do this. Please ask your administrator.</source>
        <translation>Das kann die Telefonanlage nicht. Bitte fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>No answer. Please call again later.</source>
        <translation>Niemand hat rechtzeitig abgenommen. Bitte später noch einmal anrufen.</translation>
    </message>
    <message>
        <source>The call is forwarded in a loop. Please call another number.</source>
        <translation>Der Anruf wird im Kreis weitergeleitet. Bitte rufen Sie eine andere Nummer an.</translation>
    </message>
    <message>
        <source>The platform no longer knows this call. Please call again.</source>
        <translation>Die Telefonanlage kennt dieses Gespräch nicht mehr. Bitte rufen Sie noch einmal an.</translation>
    </message>
    <message>
        <source>Another change of this call is under way. Please try again in a moment.</source>
        <translation>An diesem Gespräch wird gerade etwas anderes geändert. Bitte versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The other party requires different security. Please ask your administrator.</source>
        <translation>Die Gegenstelle verlangt eine andere Verschlüsselung. Bitte fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>Calls with a hidden number are not accepted there. Please show your number.</source>
        <translation>Anrufe ohne Rufnummer werden dort nicht angenommen. Bitte zeigen Sie Ihre Rufnummer.</translation>
    </message>
    <message>
        <source>The platform requires different settings for this telephone. Please ask your administrator.</source>
        <translation>Die Telefonanlage verlangt andere Einstellungen dieses Telefons. Bitte fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>The security agreement with the platform had to be renewed. Please call again.</source>
        <translation>Die Sicherheitsvereinbarung mit der Plattform musste erneuert werden. Bitte noch einmal anrufen.</translation>
    </message>
    <message>
        <source>The platform has a fault. Please try again in a moment.</source>
        <translation>Die Telefonanlage ist gestört. Bitte versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The network behind the platform has a fault. Please try again in a moment.</source>
        <translation>Das Netz hinter der Telefonanlage ist gestört. Bitte versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The platform is overloaded or being serviced. Please try again in a few minutes.</source>
        <translation>Die Telefonanlage ist überlastet oder wird gewartet. Bitte versuchen Sie es in einigen Minuten wieder.</translation>
    </message>
    <message>
        <source>The platform did not answer in time. Please try again in a moment.</source>
        <translation>Die Telefonanlage hat nicht rechtzeitig geantwortet. Bitte versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The line has no capacity for this call now. Please try again in a moment.</source>
        <translation>Gerade sind alle Leitungen belegt. Bitte versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The call was declined. Please call again later.</source>
        <translation>Der Anruf wurde abgelehnt. Bitte später noch einmal anrufen.</translation>
    </message>
    <message>
        <source>This number is not known anywhere. Please check it.</source>
        <translation>Diese Rufnummer ist nirgends bekannt. Bitte prüfen Sie sie.</translation>
    </message>
    <message>
        <source>The person does not want this call. Please contact them another way.</source>
        <translation>Dieser Anruf ist dort nicht erwünscht. Bitte nehmen Sie einen anderen Weg.</translation>
    </message>
    <message>
        <source>A filter blocked the call as unwanted. Please contact them another way.</source>
        <translation>Ein Filter unterwegs hat den Anruf als unerwünscht aufgehalten. Bitte nehmen Sie einen anderen Weg.</translation>
    </message>
    <message>
        <source>No encrypted connection was possible, and this account allows no other. Please ask your administrator.</source>
        <translation>Es kam keine verschlüsselte Verbindung zustande, und dieses Konto lässt keine andere zu. Bitte fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>The microphone does not work ({why}). Please plug it in again.</source>
        <translation>Das Mikrofon arbeitet nicht ({why}). Bitte neu einstecken.</translation>
    </message>
    <message>
        <source>The loudspeaker does not work ({why}). Please plug it in again.</source>
        <translation>Der Lautsprecher arbeitet nicht ({why}). Bitte neu einstecken.</translation>
    </message>
    <message>
        <source>The device to ring on does not work ({why}). Please plug it in again.</source>
        <translation>Das Klingelgerät arbeitet nicht ({why}). Bitte neu einstecken.</translation>
    </message>
    <message>
        <source>Not possible during a call. Please try again afterwards.</source>
        <translation>Nicht während eines Anrufs. Bitte danach noch einmal versuchen.</translation>
    </message>
    <message>
        <source>There is no sample yet. Please record one first.</source>
        <translation>Es gibt noch keine Sprechprobe. Bitte zuerst aufnehmen.</translation>
    </message>
    <message>
        <source>A sound test is running. Please wait until it is over.</source>
        <translation>Es läuft gerade eine Tonprobe. Bitte warten, bis sie zu Ende ist.</translation>
    </message>
    <message>
        <source>No sound test is running. Please start one first.</source>
        <translation>Es läuft keine Tonprobe. Bitte zuerst eine starten.</translation>
    </message>
    <message>
        <source>The sound test was stopped. Please start it again.</source>
        <translation>Die Tonprobe wurde beendet. Bitte noch einmal starten.</translation>
    </message>
    <message>
        <source>The system has muted the microphone: callers cannot hear you. Please unmute it in the system&apos;s sound settings.</source>
        <translation>Das System hat das Mikrofon stummgeschaltet: Niemand hört Sie. Bitte in den Toneinstellungen des Systems wieder einschalten.</translation>
    </message>
    <message>
        <source>The microphone delivers only silence; it is probably muted. Please check its switch or choose another one.</source>
        <translation>Das Mikrofon liefert nur Stille, vermutlich ist es stummgeschaltet. Bitte den Schalter am Gerät prüfen oder ein anderes wählen.</translation>
    </message>
    <message>
        <source>The certificate of {host} expired on {until} (issued by “{issuer}”). Please tell the administrator of the server; if that date is still to come, set this computer&apos;s clock.</source>
        <translation>Das Zertifikat von {host} ist am {until} abgelaufen (ausgestellt von „{issuer}“). Bitte sagen Sie es Ihrer IT; liegt der Tag noch vor Ihnen, stellen Sie die Uhr dieses Rechners.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not valid before {since} (issued by “{issuer}”). Please check this computer&apos;s date and time.</source>
        <translation>Das Zertifikat von {host} gilt erst ab {since} (ausgestellt von „{issuer}“). Bitte prüfen Sie Datum und Uhrzeit dieses Rechners.</translation>
    </message>
    <message>
        <source>The certificate of {host} names no server (subjectAltName is missing). Please tell the administrator of the server.</source>
        <translation>Das Zertifikat von {host} nennt keinen Server (subjectAltName fehlt). Bitte sagen Sie es Ihrer IT.</translation>
    </message>
    <message>
        <source>{host} presents a certificate for {names}, not for {wanted}. Please check the server address and the SIP domain.</source>
        <translation>{host} zeigt ein Zertifikat für {names}, nicht für {wanted}. Bitte Serveradresse und SIP-Domäne prüfen.</translation>
    </message>
    <message>
        <source>{host} presents a certificate for {names}. Please check the server address.</source>
        <translation>{host} zeigt ein Zertifikat, das für {names} ausgestellt ist. Bitte prüfen Sie die Serveradresse.</translation>
    </message>
    <message>
        <source>The certificate of {host} is self-signed (“{subject}”, valid until {until}). Choose it as CA file under Advanced if it is yours.</source>
        <translation>Das Zertifikat von {host} ist nur von sich selbst unterschrieben („{subject}“, gültig bis {until}). Wählen Sie es unter „Erweitert“ als CA-Datei, wenn es Ihres ist.</translation>
    </message>
    <message>
        <source>The certificate of {host} was issued by “{issuer}”, which this computer does not know (valid until {until}). Choose the CA file of the issuer under Advanced if you trust it.</source>
        <translation>Das Zertifikat von {host} hat „{issuer}“ ausgestellt, den dieser Rechner nicht kennt (gültig bis {until}). Wählen Sie unter „Erweitert“ die CA-Datei des Ausstellers, wenn Sie ihm vertrauen.</translation>
    </message>
    <message>
        <source>The certificate of {host} is too weak (a key under 2,048 bits, or SHA-1; issued by “{issuer}”). Please tell the administrator of the server.</source>
        <translation>Das Zertifikat von {host} ist zu schwach (Schlüssel unter 2.048 Bit oder SHA-1; ausgestellt von „{issuer}“). Bitte sagen Sie es Ihrer IT.</translation>
    </message>
    <message>
        <source>{host} accepts only telephones with a certificate of their own. Please ask your administrator for one.</source>
        <translation>{host} nimmt nur Telefone mit eigenem Zertifikat an. Bitte fragen Sie Ihre IT danach.</translation>
    </message>
    <message>
        <source>{host} does not accept this telephone&apos;s certificate. Please ask your administrator.</source>
        <translation>{host} nimmt das Zertifikat dieses Telefons nicht an. Bitte fragen Sie Ihre IT.</translation>
    </message>
    <message>
        <source>This telephone&apos;s certificate “{file}” cannot be used. Please put certificate and key into one file, without a passphrase.</source>
        <translation>Das Zertifikat dieses Telefons „{file}“ ist nicht verwendbar. Bitte Zertifikat und Schlüssel in eine Datei legen, ohne Passphrase.</translation>
    </message>
    <message>
        <source>There is nothing to switch: you lead no group here. Please sign in again.</source>
        <translation>Hier ist nichts zu schalten: Sie leiten hier keine Gruppe. Bitte neu anmelden.</translation>
    </message>
    <message>
        <source>The address book server {host} cannot be reached. Please check it.</source>
        <translation>{host} ist für das Adressbuch nicht erreichbar. Bitte prüfen Sie die Adresse.</translation>
    </message>
    <message>
        <source>The address book server {host} did not answer in time. Please try again.</source>
        <translation>Der Adressbuch-Server {host} hat nicht rechtzeitig geantwortet. Bitte versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>{host} rejected the user name or password. Please enter them again.</source>
        <translation>{host} hat Benutzername oder Passwort abgelehnt. Bitte geben Sie beides noch einmal ein.</translation>
    </message>
    <message>
        <source>{host} does not allow access to this address book. Please check the address.</source>
        <translation>{host} gibt dieses Adressbuch nicht heraus. Bitte prüfen Sie die Adresse.</translation>
    </message>
    <message>
        <source>{host} did not answer like an address book. Please check the address.</source>
        <translation>{host} hat nicht wie ein Adressbuch geantwortet. Bitte prüfen Sie die Adresse.</translation>
    </message>
    <message>
        <source>{host} does not accept a user name and password, only a sign-in in the browser. Please export the contacts there as a vCard and import the file.</source>
        <translation>{host} nimmt keinen Benutzernamen mit Passwort an, nur eine Anmeldung im Browser. Bitte die Kontakte dort als vCard exportieren und die Datei importieren.</translation>
    </message>
    <message>
        <source>{host} keeps this address book on another server. Please enter {place} as the address.</source>
        <translation>{host} führt dieses Adressbuch auf einem anderen Server. Bitte {place} als Adresse eingeben.</translation>
    </message>
    <message>
        <source>Contacts cannot be saved: they will be lost when you quit. Please check the free disk space.</source>
        <translation>Kontakte lassen sich auf diesem Datenträger nicht aufbewahren: Sie bleiben bis zum Beenden. Bitte prüfen Sie den freien Platz.</translation>
    </message>
    <message>
        <source>This contact is no longer there. Please search again.</source>
        <translation>Diesen Kontakt gibt es nicht mehr. Bitte suchen Sie noch einmal.</translation>
    </message>
    <message>
        <source>This source of contacts is no longer there. Please choose another one.</source>
        <translation>Diese Quelle von Kontakten gibt es nicht mehr. Bitte wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>This came from a file. Please import the file again.</source>
        <translation>Diese Kontakte kamen aus einer Datei. Bitte importieren Sie die Datei noch einmal.</translation>
    </message>
    <message>
        <source>There are no contacts in this file. Please choose another one.</source>
        <translation>In dieser Datei sind keine Kontakte. Bitte wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>No column is chosen as a number. Please choose the column with the numbers.</source>
        <translation>Keine Spalte ist als Rufnummer gewählt. Bitte wählen Sie die Spalte mit den Rufnummern.</translation>
    </message>
    <message>
        <source>The meaning of some columns is not clear. Please choose it for each of them.</source>
        <translation>Bei einigen Spalten ist nicht klar, was sie enthalten. Bitte für jede wählen.</translation>
    </message>
    <message>
        <source>The import is no longer in progress. Please choose the file again.</source>
        <translation>Es wird keine Datei mehr importiert. Bitte wählen Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>The file could not be read. Please choose another one.</source>
        <translation>Die Datei konnte nicht gelesen werden. Bitte wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>The file is larger than 64 MB. Please export fewer contacts.</source>
        <translation>Die Datei ist größer als 64 MB. Bitte exportieren Sie weniger Kontakte.</translation>
    </message>
    <message>
        <source>No address book was found at this address. Please check it.</source>
        <translation>Unter dieser Adresse gibt es kein Adressbuch. Bitte prüfen Sie sie.</translation>
    </message>
    <message>
        <source>This link holds a code that changes settings of the telephone system, not a number. Please call it only if you know what it does.</source>
        <translation>Dieser Link enthält keine Nummer, sondern einen Steuercode, der Einstellungen der Telefonanlage ändert. Bitte nur anrufen, wenn Sie seine Wirkung kennen.</translation>
    </message>
    <message>
        <source>This link contains no number that can be called. Please type the number.</source>
        <translation>Dieser Link enthält keine Rufnummer, die sich anrufen lässt. Bitte tippen Sie die Nummer ein.</translation>
    </message>
    <message>
        <source>The contacts were written by a newer version and are left as they are: new ones last until you quit. Please install the newer version.</source>
        <translation>Die Kontakte stammen von einer neueren Version und bleiben, wie sie sind: Neue halten bis zum Beenden. Bitte installieren Sie die neuere Version.</translation>
    </message>
    <message>
        <source>There is no number for the echo test. Please enter one in the settings.</source>
        <translation>Es gibt keine Nummer für den Echotest. Bitte in den Einstellungen eintragen.</translation>
    </message>
</context>
<context>
    <name>RingReason</name>
    <message>
        <source>Rings here because of: {reason}</source>
        <translation>Klingelt bei Ihnen, weil: {reason}</translation>
    </message>
    <message>
        <source>Rings here because of: {reason} (filter criterion “{name}”)</source>
        <translation>Klingelt bei Ihnen, weil: {reason} (Filterkriterium „{name}“)</translation>
    </message>
    <message>
        <source>external call</source>
        <translation>externer Anruf</translation>
    </message>
    <message>
        <source>internal call</source>
        <translation>interner Anruf</translation>
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
</context>
<context>
    <name>RingTones</name>
    <message>
        <source>Classic</source>
        <translation>Klassisch</translation>
    </message>
    <message>
        <source>Bell</source>
        <translation>Glocke</translation>
    </message>
    <message>
        <source>Rising</source>
        <translation>Aufsteigend</translation>
    </message>
    <message>
        <source>Marimba</source>
        <translation>Marimba</translation>
    </message>
    <message>
        <source>Pulse</source>
        <translation>Puls</translation>
    </message>
    <message>
        <source>Bird</source>
        <translation>Vogel</translation>
    </message>
    <message>
        <source>My own calls</source>
        <translation>Eigene Anrufe</translation>
    </message>
    <message>
        <source>Tone for {name}</source>
        <translation>Ton für {name}</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Anhören</translation>
    </message>
    <message>
        <source>Hear who a call is for before you look. A silent notification stays silent.</source>
        <translation>Hören, für wen es klingelt, bevor man hinsieht. Eine stille Benachrichtigung bleibt still.</translation>
    </message>
</context>
<context>
    <name>RuleSentence</name>
    <message>
        <source>The filter is off: every call rings the leader.</source>
        <translation>Der Filter ist aus: Jeder Anruf klingelt beim Leiter.</translation>
    </message>
    <message>
        <source>Calls for the assistants</source>
        <translation>Anrufe für die Assistenten</translation>
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
        <source>{calls} ring {how} at all logged-in assistants.</source>
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
        <source>If nobody answers for {wait}, the call goes to voicemail.</source>
        <translation>Nimmt {wait} lang niemand ab, geht der Anruf an die Sprachbox.</translation>
    </message>
    <message>
        <source>If nobody answers for {wait}, the call goes to {number}.</source>
        <translation>Nimmt {wait} lang niemand ab, geht der Anruf an {number}.</translation>
    </message>
    <message>
        <source>If nobody answers for {wait}, “call forwarding no answer” applies.</source>
        <translation>Nimmt {wait} lang niemand ab, gilt die „Rufweiterleitung bei Nichtmelden“.</translation>
    </message>
</context>
<context>
    <name>SelfTest</name>
    <message>
        <source>Self-test</source>
        <translation>Selbsttest</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Self-test …</source>
        <translation>Selbsttest …</translation>
    </message>
    <message>
        <source>Self-test {time}: all good</source>
        <translation>Selbsttest {time}: alles in Ordnung</translation>
    </message>
    <message>
        <source>Self-test {time}: 1 note</source>
        <translation>Selbsttest {time}: 1 Hinweis</translation>
    </message>
    <message>
        <source>Self-test {time}: {count} notes</source>
        <translation>Selbsttest {time}: {count} Hinweise</translation>
    </message>
    <message>
        <source>Self-test {time}: incomplete</source>
        <translation>Selbsttest {time}: nicht alles geprüft</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Encryption of the telephone</source>
        <translation>Verschlüsselung des Telefons</translation>
    </message>
    <message>
        <source>Portal</source>
        <translation>Portal</translation>
    </message>
    <message>
        <source>Encryption of the portal</source>
        <translation>Verschlüsselung des Portals</translation>
    </message>
    <message>
        <source>Keyring</source>
        <translation>Schlüsselbund</translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>Not part of this account.</source>
        <translation>Hat dieses Konto nicht.</translation>
    </message>
    <message>
        <source>Could not be checked now.</source>
        <translation>Konnte jetzt nicht geprüft werden.</translation>
    </message>
    <message>
        <source>Answered at {time}.</source>
        <translation>Hat um {time} geantwortet.</translation>
    </message>
    <message>
        <source>Ready: {device}.</source>
        <translation>Benutzbar: {device}.</translation>
    </message>
    <message>
        <source>Passwords can be stored.</source>
        <translation>Passwörter können aufbewahrt werden.</translation>
    </message>
    <message>
        <source>Not registered. You cannot receive calls.</source>
        <translation>Nicht registriert. Anrufe kommen hier nicht an.</translation>
    </message>
    <message>
        <source>Registered.</source>
        <translation>Registriert.</translation>
    </message>
    <message>
        <source>Registered since {time}.</source>
        <translation>Registriert seit {time}.</translation>
    </message>
    <message>
        <source>The certificate of {host} expires on {day}. Please tell your administrator.</source>
        <translation>Das Zertifikat von {host} läuft am {day} ab. Bitte geben Sie Ihrer IT Bescheid.</translation>
    </message>
    <message>
        <source>The certificate of {host} is verified and valid until {day}.</source>
        <translation>Das Zertifikat von {host} ist geprüft und gilt bis {day}.</translation>
    </message>
    <message>
        <source>{device} picks up nothing at all. Is it muted?</source>
        <translation>{device} hört überhaupt nichts. Ist es stummgeschaltet?</translation>
    </message>
    <message>
        <source>{device} picks up sound ({level}).</source>
        <translation>{device} hört den Raum ({level}).</translation>
    </message>
</context>
<context>
    <name>SequenceWords</name>
    <message>
        <source>Rings all logged-in assistants simultaneously.</source>
        <translation>Klingelt gleichzeitig bei allen eingeloggten Assistenten.</translation>
    </message>
    <message>
        <source>Rings one assistant after another, {rings} rings each (≈ {seconds} s).</source>
        <translation>Klingelt bei einem Assistenten nach dem anderen, je {rings} Klingelzeichen (≈ {seconds} s).</translation>
    </message>
    <message>
        <source>after ≈ {seconds} s {name}</source>
        <translation>nach ≈ {seconds} s {name}</translation>
    </message>
    <message>
        <source>Sequential: {names}.</source>
        <translation>Selektiv: {names}.</translation>
    </message>
    <message>
        <source>{term} at the leader.</source>
        <translation>{term} beim Leiter.</translation>
    </message>
    <message>
        <source>If no one answers within {seconds} s: {what}.</source>
        <translation>Nimmt {seconds} s lang niemand ab: {what}.</translation>
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
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search the settings</source>
        <translation>In den Einstellungen suchen</translation>
    </message>
    <message>
        <source>Settings found</source>
        <translation>Gefundene Einstellungen</translation>
    </message>
    <message>
        <source>No setting found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
    <message>
        <source>Ringing by leader</source>
        <translation>Klingeln je Leiter</translation>
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
        <source>same as SIP user</source>
        <translation>wie SIP-Benutzer</translation>
    </message>
    <message>
        <source>SIP password</source>
        <translation>SIP-Passwort</translation>
    </message>
    <message>
        <source>same as above</source>
        <translation>wie oben</translation>
    </message>
    <message>
        <source>Registrar</source>
        <translation>Registrar</translation>
    </message>
    <message>
        <source>same as SIP domain</source>
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
        <source>system default</source>
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
        <source>Portal address</source>
        <translation>Portal-Adresse</translation>
    </message>
    <message>
        <source>https://… (empty: telephone only)</source>
        <translation>https://… (leer lassen: nur telefonieren)</translation>
    </message>
    <message>
        <source>Keep the password in the system&apos;s keyring</source>
        <translation>Passwort im Schlüsselbund des Systems speichern</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Always (SRTP)</source>
        <translation>Immer (SRTP)</translation>
    </message>
    <message>
        <source>Where possible (SRTP)</source>
        <translation>Wenn möglich (SRTP)</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>Always with TLS</source>
        <translation>Mit TLS immer</translation>
    </message>
</context>
<context>
    <name>SignInSteps</name>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>in progress …</source>
        <translation>läuft …</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
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
        <source>Answer myself</source>
        <translation>Selbst annehmen</translation>
    </message>
    <message>
        <source>Silent notification: call from {caller}</source>
        <translation>Stille Benachrichtigung: Anruf von {caller}</translation>
    </message>
    <message>
        <source>Tell your assistants</source>
        <translation>Ihren Assistenten Bescheid geben</translation>
    </message>
</context>
<context>
    <name>SilentPage</name>
    <message>
        <source>Set outside the portal&apos;s page: {value}. It is kept as it is.</source>
        <translation>Außerhalb der Portalseite gesetzt: {value}. Der Wert bleibt erhalten.</translation>
    </message>
    <message>
        <source>Calls that go to the assistants are also shown to the leader, on the desk telephone&apos;s display or in the client, without a ring tone.</source>
        <translation>Anrufe, die an die Assistenten gehen, werden dem Leiter im Display des Tischtelefons oder am Client angezeigt. Ein Klingelzeichen bleibt aus.</translation>
    </message>
</context>
<context>
    <name>Simulator</name>
    <message>
        <source>Number</source>
        <translation>Rufnummer</translation>
    </message>
    <message>
        <source>external</source>
        <translation>extern</translation>
    </message>
    <message>
        <source>internal</source>
        <translation>intern</translation>
    </message>
    <message>
        <source>anonymous</source>
        <translation>anonym</translation>
    </message>
    <message>
        <source>number not available</source>
        <translation>Rufnummer nicht verfügbar</translation>
    </message>
    <message>
        <source>Type of caller</source>
        <translation>Art des Anrufers</translation>
    </message>
    <message>
        <source>Try the rule</source>
        <translation>Regel ausprobieren</translation>
    </message>
    <message>
        <source>Uses the settings on the left, including unsaved changes.</source>
        <translation>Rechnet mit dem, was links steht, auch ungespeichert.</translation>
    </message>
    <message>
        <source>Call from</source>
        <translation>Anruf von</translation>
    </message>
    <message>
        <source>Called number</source>
        <translation>Angerufene Nummer</translation>
    </message>
    <message>
        <source>Point in time</source>
        <translation>Zeitpunkt</translation>
    </message>
    <message>
        <source>Enter a number to see where the call would ring.</source>
        <translation>Rufnummer eingeben, um zu sehen, wo der Anruf klingelt.</translation>
    </message>
    <message>
        <source>The filter could not be read.</source>
        <translation>Der Filter konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Rings at the assistants</source>
        <translation>Klingelt bei den Assistenten</translation>
    </message>
    <message>
        <source>Rings at the leader</source>
        <translation>Klingelt beim Leiter</translation>
    </message>
    <message>
        <source>applies · decides</source>
        <translation>trifft zu · entscheidet</translation>
    </message>
    <message>
        <source>applies · overridden</source>
        <translation>trifft zu · überstimmt</translation>
    </message>
    <message>
        <source>applies</source>
        <translation>trifft zu</translation>
    </message>
    <message>
        <source>not active</source>
        <translation>nicht aktiv</translation>
    </message>
    <message>
        <source>outside its time</source>
        <translation>außerhalb der Zeit</translation>
    </message>
    <message>
        <source>not on its days</source>
        <translation>nicht an diesen Tagen</translation>
    </message>
    <message>
        <source>applies to another called number</source>
        <translation>gilt für eine andere angerufene Rufnummer</translation>
    </message>
    <message>
        <source>its times are not known here</source>
        <translation>die Zeiten sind hier nicht bekannt</translation>
    </message>
    <message>
        <source>has a value that is not known here</source>
        <translation>enthält einen hier unbekannten Wert</translation>
    </message>
    <message>
        <source>applies to other callers</source>
        <translation>gilt für andere Anrufer</translation>
    </message>
    <message>
        <source>not for callers without a number</source>
        <translation>gilt nicht für Anrufer ohne Rufnummer</translation>
    </message>
    <message>
        <source>the number is known</source>
        <translation>Rufnummer ist bekannt</translation>
    </message>
    <message>
        <source>the number is not in it</source>
        <translation>Rufnummer steht nicht darin</translation>
    </message>
    <message>
        <source>The filter is off: every call rings the leader.</source>
        <translation>Der Filter ist aus: Jeder Anruf klingelt beim Leiter.</translation>
    </message>
    <message>
        <source>“{filter}” includes this call.</source>
        <translation>„{filter}“ schließt diesen Anruf ein.</translation>
    </message>
    <message>
        <source>“{filter}” does not include this call.</source>
        <translation>„{filter}“ schließt diesen Anruf nicht ein.</translation>
    </message>
    <message>
        <source>No active filter criterion applies.</source>
        <translation>Kein aktives Filterkriterium trifft zu.</translation>
    </message>
    <message>
        <source>“{name}” applies.</source>
        <translation>„{name}“ trifft zu.</translation>
    </message>
    <message>
        <source>“{name}” excludes this call. An exclusion always wins.</source>
        <translation>„{name}“ schließt diesen Anruf aus. Ein Ausschluss gewinnt immer.</translation>
    </message>
    <message>
        <source>Cannot say for certain</source>
        <translation>Nicht sicher zu sagen</translation>
    </message>
    <message>
        <source>The portal holds a value that is not known here.</source>
        <translation>Im Portal steht ein Wert, der hier nicht bekannt ist.</translation>
    </message>
    <message>
        <source>It depends on {names}: times or values that are not known here.</source>
        <translation>Es hängt an {names}: Zeiten oder Werte, die hier nicht bekannt sind.</translation>
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
        <source>The connection to the telephone server is not encrypted: others on the network can see who calls whom, and listen.</source>
        <translation>Die Verbindung zur Telefonanlage ist nicht verschlüsselt: Andere im Netzwerk sehen, wer mit wem telefoniert, und können mithören.</translation>
    </message>
    <message>
        <source>Limited: the portal does not answer</source>
        <translation>Telefonieren geht, Portal antwortet nicht</translation>
    </message>
    <message>
        <source>Limited: the portal refuses</source>
        <translation>Telefonieren geht, Portal lehnt ab</translation>
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
        <source>{count} new on voicemail</source>
        <translation>{count} neu auf der Sprachbox</translation>
    </message>
    <message>
        <source>{count} urgent</source>
        <translation>{count} dringend</translation>
    </message>
    <message>
        <source>No messages</source>
        <translation>Keine Nachrichten</translation>
    </message>
    <message>
        <source>Messages: {new} new, {old} old</source>
        <translation>Nachrichten: {new} neu, {old} alt</translation>
    </message>
    <message>
        <source>Do not disturb on the platform</source>
        <translation>Nicht stören in der Telefonanlage ein</translation>
    </message>
    <message>
        <source>All calls are forwarded</source>
        <translation>Alle Anrufe werden weitergeleitet</translation>
    </message>
    <message>
        <source>All calls go to {number}</source>
        <translation>Alle Anrufe gehen an {number}</translation>
    </message>
    <message>
        <source>Forwarded</source>
        <translation>Weitergeleitet</translation>
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
    <name>Transfer</name>
    <message>
        <source>Ask first</source>
        <translation>Erst fragen</translation>
    </message>
    <message>
        <source>Handing over to {target}</source>
        <translation>Übergabe an {target}</translation>
    </message>
    <message>
        <source>Asking {target}</source>
        <translation>Rückfrage bei {target}</translation>
    </message>
    <message>
        <source>Taking the caller back …</source>
        <translation>Das Gespräch wird zurückgenommen …</translation>
    </message>
    <message>
        <source>The caller is on hold.</source>
        <translation>Der Anrufer wartet.</translation>
    </message>
    <message>
        <source>Ringing. The caller is connected to whoever answers.</source>
        <translation>Klingelt dort. Wer abnimmt, wird mit dem Anrufer verbunden.</translation>
    </message>
    <message>
        <source>Ringing. The caller is on hold.</source>
        <translation>Es klingelt dort. Der Anrufer wartet.</translation>
    </message>
    <message>
        <source>Calling. The caller is on hold.</source>
        <translation>Wird angerufen. Der Anrufer wartet.</translation>
    </message>
    <message>
        <source>You are talking. The caller is on hold.</source>
        <translation>Sie sprechen. Der Anrufer wartet.</translation>
    </message>
    <message>
        <source>On hold {time}. The caller is on hold too.</source>
        <translation>Gehalten {time}. Beide warten.</translation>
    </message>
    <message>
        <source>On hold {time}. You are talking to the caller.</source>
        <translation>Gehalten {time}. Sie sprechen mit dem Anrufer.</translation>
    </message>
    <message>
        <source>You are talking {time}. The caller is on hold.</source>
        <translation>Sie sprechen {time}. Der Anrufer wartet.</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>Wird verbunden …</translation>
    </message>
    <message>
        <source>Handed over. You can take it back while it rings there.</source>
        <translation>Weitergegeben. Solange es dort klingelt, können Sie es zurücknehmen.</translation>
    </message>
    <message>
        <source>Ringing. If no one answers, the caller is still on hold here.</source>
        <translation>Es klingelt dort. Nimmt niemand ab, wartet der Anrufer noch hier.</translation>
    </message>
    <message>
        <source>Ringing. It comes back to you if no one answers.</source>
        <translation>Es klingelt dort. Nimmt niemand ab, kommt der Anrufer zu Ihnen zurück.</translation>
    </message>
    <message>
        <source>Handing over …</source>
        <translation>Wird übergeben …</translation>
    </message>
    <message>
        <source>Transferred to {target}; not confirmed.</source>
        <translation>An {target} übergeben; eine Bestätigung kam nicht.</translation>
    </message>
    <message>
        <source>Connected to {target}.</source>
        <translation>Verbunden mit {target}.</translation>
    </message>
    <message>
        <source>Handed over to {target}.</source>
        <translation>Übergeben an {target}.</translation>
    </message>
    <message>
        <source>Taken back; {target} is no longer on the line.</source>
        <translation>Zurückgenommen; {target} ist nicht mehr in der Leitung.</translation>
    </message>
    <message>
        <source>The connection to the caller was lost; the call is in the journal.</source>
        <translation>Die Verbindung zum Anrufer ist abgerissen; der Anruf steht im Journal.</translation>
    </message>
    <message>
        <source>You ended the call with the caller.</source>
        <translation>Sie haben das Gespräch mit dem Anrufer beendet.</translation>
    </message>
    <message>
        <source>The caller has hung up.</source>
        <translation>Der Anrufer hat aufgelegt.</translation>
    </message>
    <message>
        <source>The platform did not connect the two ({why}). {target} is still on the line.</source>
        <translation>Die Telefonanlage hat die beiden nicht verbunden ({why}). {target} ist noch in der Leitung.</translation>
    </message>
    <message>
        <source>{target} is busy.</source>
        <translation>{target} ist besetzt.</translation>
    </message>
    <message>
        <source>{target} does not answer.</source>
        <translation>{target} meldet sich nicht.</translation>
    </message>
    <message>
        <source>{target} cannot be reached at the moment.</source>
        <translation>{target} ist gerade nicht erreichbar.</translation>
    </message>
    <message>
        <source>{target} did not accept the call.</source>
        <translation>{target} nimmt den Anruf nicht an.</translation>
    </message>
    <message>
        <source>Name or number</source>
        <translation>Name oder Rufnummer</translation>
    </message>
    <message>
        <source>Someone else … (N)</source>
        <translation>Jemand anderes … (N)</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Open {product}</source>
        <translation>{product} öffnen</translation>
    </message>
    <message>
        <source>1 missed call</source>
        <translation>1 verpasster Anruf</translation>
    </message>
    <message>
        <source>{count} missed calls</source>
        <translation>{count} verpasste Anrufe</translation>
    </message>
</context>
</TS>
