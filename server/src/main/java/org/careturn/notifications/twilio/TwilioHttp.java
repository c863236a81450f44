package org.careturn.notifications.twilio;

import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * Carries the SDK's requests, each exactly once: the SDK's own client sends again after a 5xx, which may send an SMS twice.
 */
final class TwilioHttp {
    static final Duration CONNECT = Duration.ofSeconds(3);
    static final Duration ANSWER = Duration.ofSeconds(10);

    private final java.net.http.HttpClient client = java.net.http.HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(java.net.http.HttpClient.Version.HTTP_1_1)
            .build();
    private final URI base;

    TwilioHttp(URI base) {
        this.base = base;
    }

    /** No connection came about, hence nothing was asked for. */
    static final class NotConnectedException extends UncheckedIOException {
        NotConnectedException(IOException cause) {
            super(cause);
        }
    }

    /** Nobody knows whether the request has arrived. */
    static final class NoAnswerException extends UncheckedIOException {
        NoAnswerException(IOException cause) {
            super(cause);
        }
    }

    Response makeRequest(Request request) {
        URI url = URI.create(request.constructURL().toString());
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        HttpRequest.Builder builder = HttpRequest.newBuilder(base.resolve(url.getRawPath() + query))
                .timeout(ANSWER)
                .header("Authorization", request.getAuthString())
                .header("Accept", "application/json");
        if (request.getMethod() == HttpMethod.POST) {
            builder.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(request.encodeFormBody()));
        }
        try {
            HttpResponse<String> answer = client.send(builder.build(), BodyHandlers.ofString());
            Header[] headers = answer.headers().map().entrySet().stream()
                    .flatMap(header -> header.getValue().stream().map(value -> new BasicHeader(header.getKey(), value)))
                    .toArray(Header[]::new);
            return new Response(answer.body(), answer.statusCode(), headers);
        } catch (ConnectException | HttpConnectTimeoutException notConnected) {
            throw new NotConnectedException(notConnected);
        } catch (IOException noAnswer) {
            throw new NoAnswerException(noAnswer);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException(new IOException(stopping));
        }
    }
}
