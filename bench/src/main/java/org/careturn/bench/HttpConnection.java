package org.careturn.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One HTTP/1.1 connection that is kept: as little work as possible, since the load shares the machine. */
final class HttpConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 60_000;

    private final int port;
    private Socket socket;
    private InputStream input;
    private final byte[] line = new byte[8192];
    private boolean chunked;
    private long length;
    private boolean closing;

    private HttpConnection(int port) throws IOException {
        this.port = port;
        this.socket = connect(port);
        this.input = new BufferedInputStream(socket.getInputStream(), 8192);
    }

    static HttpConnection open(int port) throws IOException {
        return new HttpConnection(port);
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    /** Answer with its body as text; {@code bytes} went over the wire for it. */
    record Answer(int status, String body, int bytes) {
        /** The text of a field, in the first object of that name; nothing where it isn't there. */
        String text(String object, String field) {
            int from = object.isEmpty() ? 0 : body.indexOf("\"" + object + "\":{");
            String start = "\"" + field + "\":\"";
            int at = from < 0 ? -1 : body.indexOf(start, from);
            return at < 0 ? "" : body.substring(at + start.length(), body.indexOf('"', at + start.length()));
        }

        Answer expect(int expected) {
            if (status != expected) {
                throw new IllegalStateException("answered " + status + " instead of " + expected + ": " + body);
            }
            return this;
        }
    }

    Answer get(String path, String headers) throws IOException {
        send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
        return answer();
    }

    Answer post(String path, String headers, String body) throws IOException {
        send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers
                + "Content-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
        return answer();
    }

    /** Asks for a stream; {@link #chunk} reads on. */
    void openStream(String path, String headers) throws IOException {
        send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n" + headers + "\r\n");
        int status = head();
        if (status != 200 || !chunked) {
            throw new IOException("no stream: " + status);
        }
    }

    /** The next piece of a stream. */
    byte[] chunk() throws IOException {
        int size = Integer.parseInt(readLine().strip(), 16);
        if (size == 0) {
            throw new EOFException("the stream has ended");
        }
        byte[] data = input.readNBytes(size);
        readLine();
        return data;
    }

    private void send(String request) throws IOException {
        if (closing) { // the server said so with its last answer, as it does where it is overloaded
            socket.close();
            socket = connect(port);
            input = new BufferedInputStream(socket.getInputStream(), 8192);
            closing = false;
        }
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    }

    private Answer answer() throws IOException {
        int status = head();
        ByteArrayOutputStream body = new ByteArrayOutputStream(2048);
        if (chunked) {
            int size = Integer.parseInt(readLine().strip(), 16);
            while (size > 0) {
                body.write(input.readNBytes(size));
                readLine();
                size = Integer.parseInt(readLine().strip(), 16);
            }
            readLine();
        } else {
            body.write(input.readNBytes((int) length));
        }
        return new Answer(status, body.toString(StandardCharsets.UTF_8), body.size());
    }

    private int head() throws IOException {
        int status = Integer.parseInt(readLine().substring(9, 12));
        chunked = false;
        length = 0;
        String header = readLine();
        while (!header.isEmpty()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.contains("chunked");
            } else if (lower.startsWith("connection:")) {
                closing = lower.contains("close");
            }
            header = readLine();
        }
        return status;
    }

    private String readLine() throws IOException {
        int size = 0;
        while (true) {
            int next = input.read();
            if (next < 0) {
                throw new EOFException("the connection was closed");
            }
            if (next == '\n') {
                int end = size > 0 && line[size - 1] == '\r' ? size - 1 : size;
                return new String(line, 0, end, StandardCharsets.ISO_8859_1);
            }
            line[size++] = (byte) next;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
