"""A TLS server that shows a certificate to everybody and says nothing."""

import socket
import ssl
import threading
from collections.abc import Iterator

from tests.integration.certificates import Certificates


class TlsServer:
    """Ends when a client connects and sends nothing."""

    def __init__(self, certificates: Certificates, takes_clients_of: Certificates | None = None) -> None:
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.set_ciphers("DEFAULT:@SECLEVEL=0")  # weak certificates are shown too
        if takes_clients_of is not None:
            self._context.verify_mode = ssl.CERT_REQUIRED
            self._context.load_verify_locations(takes_clients_of.ca_file)
        self._context.load_cert_chain(certificates.server_file, certificates.key_file)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            plain, _ = self._listening.accept()
            with plain:
                if self._listening.fileno() == -1 or not plain.recv(1, socket.MSG_PEEK):
                    return
                self._shake_hands(plain)

    def _shake_hands(self, plain: socket.socket) -> None:
        try:
            with self._context.wrap_socket(plain, server_side=True) as protected:
                protected.recv(1)
        except OSError:
            return

    def close(self) -> None:
        with socket.create_connection(("127.0.0.1", self.port)):
            pass
        self._thread.join(5)
        self._listening.close()


def serving(certificates: Certificates, takes_clients_of: Certificates | None = None) -> Iterator[TlsServer]:
    """`takes_clients_of`: the authority of client certificates, None where they are not asked for."""
    server = TlsServer(certificates, takes_clients_of)
    yield server
    server.close()
