package heed.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Sends bytes over a socket of its own, and reads whatever comes back.
final class Wire {

    private static final int PATIENCE = 30_000;

    private final URI server;

    Wire(URI server) {
        this.server = server;
    }

    /// What came back.
    ///
    /// @param status 0 when the connection was closed, or nothing was said, without an answer
    /// @param headers by their names in lower case
    record Reply(int status, Map<String, String> headers, String body) {

        static final Reply NONE = new Reply(0, Map.of(), "");

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        static Reply of(byte[] bytes) {
            String text = new String(bytes, ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            if (!text.startsWith("HTTP/1.") || end < 0) {
                return bytes.length == 0 ? NONE : new Reply(0, Map.of(), text);
            }
            String[] lines = text.substring(0, end).split("\r\n", -1);
            Map<String, String> headers = new TreeMap<>();
            for (int i = 1; i < lines.length; i++) {
                String[] parts = lines[i].split(":", 2);
                headers.merge(parts[0].toLowerCase(Locale.ROOT), parts[1].strip(), (one, two) -> one + ", " + two);
            }
            String body = text.substring(end + 4);
            boolean chunked = headers.getOrDefault("transfer-encoding", "").equals("chunked");
            return new Reply(Integer.parseInt(lines[0].substring(9, 12)), headers,
                    new String((chunked ? unchunked(body) : body).getBytes(ISO_8859_1), UTF_8));
        }

        private static String unchunked(String body) {
            var text = new StringBuilder();
            int at = 0;
            while (body.indexOf("\r\n", at) > 0) {
                int line = body.indexOf("\r\n", at);
                int length = Integer.parseInt(body.substring(at, line), 16);
                text.append(body, line + 2, Math.min(body.length(), line + 2 + length));
                at = line + 4 + length;
            }
            return text.toString();
        }
    }

    /// Something that writes a request.
    interface Request {

        void to(OutputStream out) throws IOException;
    }

    Reply send(byte[] request) {
        return send(out -> out.write(request));
    }

    /// Writes while it reads: an answer may come, and the connection be closed, before all is sent.
    Reply send(Request request) {
        Thread writer;
        byte[] answer;
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE);
            writer = Thread.startVirtualThread(() -> write(request, socket));
            answer = read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ended(writer, answer);
    }

    private static Reply ended(Thread writer, byte[] answer) {
        try {
            writer.join();
            return Reply.of(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void write(Request request, Socket socket) {
        try {
            OutputStream out = socket.getOutputStream();
            request.to(out);
            out.flush();
            socket.shutdownOutput();
        } catch (IOException closed) {
            // The server need not read all of what it refuses.
        }
    }

    private static byte[] read(InputStream in) throws IOException {
        var answer = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        try {
            for (int length = in.read(part); length >= 0; length = in.read(part)) {
                answer.write(part, 0, length);
            }
        } catch (SocketTimeoutException silent) {
            throw new IllegalStateException("no answer within " + PATIENCE + " ms", silent);
        } catch (IOException cut) {
            // What came before the cut is what was said.
        }
        return answer.toByteArray();
    }
}
