package org.careturn.watching;

import io.sentry.Breadcrumb;
import io.sentry.Hint;
import io.sentry.SentryEvent;
import io.sentry.SentryOptions.BeforeBreadcrumbCallback;
import io.sentry.SentryOptions.BeforeSendCallback;
import io.sentry.SentryOptions.BeforeSendTransactionCallback;
import io.sentry.protocol.Message;
import io.sentry.protocol.SentryException;
import io.sentry.protocol.SentryTransaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.careturn.platform.web.RequestId;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/**
 * Leaves of a fault only where and what kind it is: the classes and places in the program, the pattern of the log line,
 * and the request's id, by which the server's own log tells more. A text may hold a name or a phone: none is sent.
 */
@Component
class SentryScrubber implements BeforeSendCallback, BeforeSendTransactionCallback, BeforeBreadcrumbCallback {

    @Override
    public @Nullable SentryEvent execute(SentryEvent event, Hint hint) {
        hint.clear();
        event.setRequest(null);
        event.setUser(null);
        event.setBreadcrumbs(null);
        event.setExtras(Map.of());
        event.setTags(tags());
        Collections.list(event.getContexts().keys()).stream()
                .filter(context -> !context.equals("trace"))
                .forEach(event.getContexts()::remove);
        event.setTransaction(null);
        Message message = event.getMessage();
        if (message != null) {
            Message pattern = new Message();
            pattern.setMessage(message.getMessage());
            event.setMessage(pattern);
        }
        List<SentryException> exceptions = event.getExceptions();
        if (exceptions != null) {
            exceptions.forEach(exception -> exception.setValue(null));
        }
        return event;
    }

    @Override
    public @Nullable SentryTransaction execute(SentryTransaction transaction, Hint hint) {
        hint.clear();
        transaction.setRequest(null);
        transaction.setUser(null);
        transaction.setBreadcrumbs(new ArrayList<>());
        transaction.setExtras(Map.of());
        transaction.setTags(tags());
        return transaction;
    }

    @Override
    public @Nullable Breadcrumb execute(Breadcrumb breadcrumb, Hint hint) {
        return null;
    }

    private static Map<String, String> tags() {
        String request = MDC.get(RequestId.KEY);
        return request == null ? Map.of() : Map.of("request", request);
    }
}
