package heed.benchmarks.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

/// A kept-alive HTTP/1.1 connection that does no more than it must, so that the client takes little of the machine.
final class Connection implements AutoCloseable {

    private final int port;
    private final String key;
    private Socket socket;
    private InputStream in;
    private boolean ended;
    private final byte[] line = new byte[8192];
    private final byte[] sink = new byte[1 << 16];

    Connection(int port, String key) throws IOException {
        this.port = port;
        this.key = key;
        this.socket = open(port);
        this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    private static Socket open(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /// A request.
    ///
    /// @param body empty for none
    /// @param accept the media type that is asked for
    /// @param type the media type of the body
    record Request(String method, String path, String body, String accept, String type) {

        Request(String method, String path, String body) {
            this(method, path, body, "*/*");
        }

        Request(String method, String path, String body, String accept) {
            this(method, path, body, accept, "application/json");
        }
    }

    /// Sends it, reads the whole answer, and returns how long its body was.
    ///
    /// @throws IllegalStateException for any answer but 2xx
    long send(Request request) throws IOException {
        byte[] body = request.body().getBytes(UTF_8);
        byte[] head = (request.method() + ' ' + request.path()
                + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + key + "\r\nAccept: " + request.accept() + "\r\nContent-Type: " + request.type()
                + "\r\nContent-Length: "
                + body.length
                + "\r\n\r\n").getBytes(ISO_8859_1);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        if (ended) {
            socket.close();
            socket = open(port);
            in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            ended = false;
        }
        socket.getOutputStream().write(all);
        return answer(request);
    }

    private long answer(Request request) throws IOException {
        String status = line();
        long length = -1;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Long.parseLong(header.substring(15).strip());
            }
            // The server ends a connection after so many requests.
            ended |= "Connection: close".equalsIgnoreCase(header);
        }
        if (!status.startsWith("HTTP/1.1 2")) {
            throw new IllegalStateException(request.method() + " " + request.path() + " was answered with " + status);
        }
        return length < 0 ? chunks() : skip(length);
    }

    private long chunks() throws IOException {
        long all = 0;
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            all += skip(size);
            line();
        }
        line();
        return all;
    }

    private long skip(long length) throws IOException {
        for (long left = length; left > 0;) {
            int read = in.read(sink, 0, (int) Math.min(sink.length, left));
            if (read < 0) {
                throw new EOFException();
            }
            left -= read;
        }
        return length;
    }

    private String line() throws IOException {
        int length = 0;
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            if (b != '\r') {
                line[length++] = (byte) b;
            }
        }
        return new String(line, 0, length, ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
