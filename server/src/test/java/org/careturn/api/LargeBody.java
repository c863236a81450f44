package org.careturn.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.careturn.api.Exchange.Request;

/** Sends a body of 10 MB over a plain connection, as an HTTP client would give up on an answer that comes before its end. */
final class LargeBody {
    private static final int BYTES = 10 * 1024 * 1024;
    private static final byte[] PART = filled(64 * 1024);

    private LargeBody() {}

    /** The answer's first kilobytes. */
    static String answer(int port, Request request, boolean chunked) {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            StringBuilder head = new StringBuilder(request.method() + ' ' + request.target() + " HTTP/1.1\r\n"
                    + "Host: localhost:" + port + "\r\nConnection: close\r\n");
            request.headers()
                    .forEach((name, value) ->
                            head.append(name).append(": ").append(value).append("\r\n"));
            head.append(chunked ? "Transfer-Encoding: chunked\r\n\r\n" : "Content-Length: " + BYTES + "\r\n\r\n");
            out.write(head.toString().getBytes(StandardCharsets.UTF_8));
            Thread writer = Thread.startVirtualThread(() -> write(out, chunked));
            String answer = read(socket.getInputStream());
            writer.interrupt();
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(request.method() + " " + request.target() + " with 10 MB", e);
        }
    }

    private static void write(OutputStream out, boolean chunked) {
        try {
            for (int sent = 0; sent < BYTES; sent += PART.length) {
                if (chunked) {
                    out.write((Integer.toHexString(PART.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                }
                out.write(PART);
                if (chunked) {
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
            if (chunked) {
                out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.flush();
        } catch (IOException closedByTheServer) {
            return;
        }
    }

    private static String read(InputStream in) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        int length = 0;
        try {
            int n;
            while (length < buffer.length && (n = in.read(buffer, length, buffer.length - length)) > 0) {
                length += n;
            }
        } catch (IOException reset) {
            if (length == 0) {
                throw reset;
            }
        }
        return new String(buffer, 0, length, StandardCharsets.UTF_8);
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) ' ');
        return bytes;
    }
}
