"""The engine process: pjsua2, the sound devices, nothing of Qt."""
