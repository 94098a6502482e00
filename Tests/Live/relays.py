"""Networks between a camera and who watches it, which lose, mix up, or say nothing any more."""
import random
import re
import socket
import threading


class HalfOpenRelay:
    """Carries TCP to a port, until it says and takes no more without closing anything."""

    def __init__(self, target):
        self.target = target
        self.frozen = []
        self.carried = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            client, _ = self.listener.accept()
            server = socket.create_connection(("127.0.0.1", self.target))
            is_dead = threading.Event()
            self.carried.append(is_dead)
            for source, sink in ((client, server), (server, client)):
                threading.Thread(
                    target=self.carry, args=(source, sink, is_dead), daemon=True).start()

    def carry(self, source, sink, is_dead):
        while True:
            try:
                data = source.recv(65536)
            except OSError:
                data = b""
            if is_dead.is_set():
                # Neither end is told anything.
                self.frozen += [source, sink]
                return
            if not data:
                source.close()
                try:
                    sink.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass
                return
            try:
                sink.sendall(data)
            except OSError:
                return

    def freeze(self):
        """Has all connections of now dead; new ones are carried."""
        for is_dead in self.carried:
            is_dead.set()
        self.carried = []


class LossyRelay:
    """Carries RTSP to a port, and its UDP packets with losses and out of order."""

    def __init__(self, target, seed=1):
        self.target = target
        # Shares of packets that are lost, and that come behind the next one.
        self.lost, self.swapped = 0.0, 0.0
        self.packets = 0
        self.random = random.Random(seed)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            client, _ = self.listener.accept()
            server = socket.create_connection(("127.0.0.1", self.target))
            threading.Thread(target=self.pass_on, args=(client, server, self.rewritten),
                             daemon=True).start()
            threading.Thread(target=self.pass_on, args=(server, client, bytes), daemon=True).start()

    def pass_on(self, source, sink, change):
        while data := source.recv(65536):
            sink.sendall(change(data))
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def rewritten(self, data):
        """A request whose packets are to come here first."""
        ports = re.search(rb"client_port=(\d+)-(\d+)", data)
        if not ports:
            return data
        own = self.pair()
        for here, port in zip(own, ports.groups()):
            threading.Thread(target=self.lose, args=(here, int(port)), daemon=True).start()
        numbers = b"-".join(str(here.getsockname()[1]).encode() for here in own)
        return data.replace(ports.group(0), b"client_port=" + numbers)

    @staticmethod
    def pair():
        """Two ports that follow each other, the first one even."""
        while True:
            first = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            first.bind(("127.0.0.1", 0))
            port = first.getsockname()[1]
            second = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            try:
                if port % 2 == 0:
                    second.bind(("127.0.0.1", port + 1))
                    return first, second
            except OSError:
                pass
            first.close()
            second.close()

    def lose(self, here, port):
        held = None
        while True:
            data = here.recv(65536)
            self.packets += 1
            if self.random.random() < self.lost:
                continue
            if held is None and self.random.random() < self.swapped:
                held = data
                continue
            for packet in (data, held):
                if packet:
                    here.sendto(packet, ("127.0.0.1", port))
            held = None
