"""Puts the chosen language in force. German comes first: only a system that speaks English gets English."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from softphone.assets import translation
from softphone.domain.account.account import Language

_NAME = "vorzimmer-translations"


def chosen(value: str) -> Language:
    """The language a stored or given word ("system", "de", "en") stands for."""
    return Language(value)


def language_in_force(language: Language, system: QLocale | None = None) -> Language:
    """Never SYSTEM: that is decided here."""
    if language is not Language.SYSTEM:
        return language
    speaks_english = (system or QLocale.system()).language() is QLocale.Language.English
    return Language.ENGLISH if speaks_english else Language.GERMAN


def install(app: QCoreApplication, language: Language) -> None:
    """Texts change at once: Qt sends LanguageChange to every window. Asking twice for one language is harmless."""
    _of(app).use(language_in_force(language))


class Translations(QObject):
    """The translators of one application; lives as its child."""

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self.setObjectName(_NAME)
        self._app = app
        self._installed: list[QTranslator] = []
        self.in_force: Language | None = None

    def use(self, language: Language) -> None:
        if language is self.in_force:
            return
        self.in_force = language
        self._remove()
        QLocale.setDefault(QLocale(language.value))
        self._load(f"qtbase_{language.value}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        self._load(f"vorzimmer_{language.value}", str(translation("")))

    def _load(self, name: str, folder: str) -> None:
        """English needs no file of ours: it is the language of the sources."""
        translator = QTranslator(self)
        if translator.load(f"{folder}/{name}.qm"):
            self._installed.append(translator)
            self._app.installTranslator(translator)

    def _remove(self) -> None:
        for translator in self._installed:
            self._app.removeTranslator(translator)
            translator.deleteLater()
        self._installed.clear()


def _of(app: QCoreApplication) -> Translations:
    return app.findChild(Translations, _NAME) or Translations(app)
