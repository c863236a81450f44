package org.careturn.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Refusal;
import org.careturn.platform.RefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;

/** Turns whatever goes wrong into an RFC 9457 problem with a stable type; never a stack trace, never a message of ours. */
@RestControllerAdvice
final class ProblemHandler extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    /** A field of the request that can't be taken, by its JSON name. */
    record FieldError(String field, String message) {}

    @ExceptionHandler
    ResponseEntity<Object> refused(RefusedException e) {
        return answer(e.refusal(), new HttpHeaders());
    }

    @ExceptionHandler({
        PessimisticLockingFailureException.class,
        QueryTimeoutException.class,
        TransientDataAccessException.class,
        CannotGetJdbcConnectionException.class,
        CannotCreateTransactionException.class,
        TransactionSystemException.class
    })
    ResponseEntity<Object> unavailable(Exception e, HttpServletRequest request) {
        LOG.warn("{} {} could not be carried out for now", request.getMethod(), route(request), e);
        return answer(Refusal.of(CommonProblem.UNAVAILABLE), new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Object> conflict(DataIntegrityViolationException e, HttpServletRequest request) {
        LOG.info("{} {} was refused by a constraint", request.getMethod(), route(request), e);
        return answer(Refusal.of(CommonProblem.CONFLICT), new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Object> mismatch(MethodArgumentTypeMismatchException e) {
        return invalid(List.of(new FieldError(e.getName(), "has the wrong form")));
    }

    /** Null where whoever asked has gone, to whom nothing can be said. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unexpected(Exception e, HttpServletRequest request) {
        if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
            LOG.debug("{} {} was not waited for", request.getMethod(), route(request));
            return null;
        }
        LOG.error("{} {} failed", request.getMethod(), route(request), e);
        return answer(Refusal.of(CommonProblem.UNEXPECTED), new HttpHeaders());
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(e.getBindingResult().getFieldErrors().stream()
                .map(error -> new FieldError(error.getField(), String.valueOf(error.getDefaultMessage())))
                .toList());
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(e.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new FieldError(
                                String.valueOf(result.getMethodParameter().getParameterName()),
                                String.valueOf(error.getDefaultMessage()))))
                .toList());
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedException refused) {
                return answer(refused.refusal(), new HttpHeaders());
            }
            if (cause instanceof DatabindException databind) {
                return invalid(List.of(new FieldError(path(databind), "can't be read")));
            }
            if (cause instanceof StreamReadException) {
                return answer(
                        Refusal.of(CommonProblem.INVALID_REQUEST, "The body is not well-formed JSON."),
                        new HttpHeaders());
            }
        }
        return answer(Refusal.of(CommonProblem.INVALID_REQUEST, "The body can't be read."), new HttpHeaders());
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        CommonProblem type = CommonProblem.ofStatus(status.value());
        if (type == CommonProblem.UNEXPECTED) {
            LOG.error("a request failed", e);
        }
        String detail = type == CommonProblem.INVALID_REQUEST && body instanceof ProblemDetail problem
                ? problem.getDetail()
                : null;
        return answer(detail == null ? Refusal.of(type) : Refusal.of(type, detail), headers);
    }

    private static ResponseEntity<Object> invalid(List<FieldError> errors) {
        String fields = String.join(
                ", ", errors.stream().map(FieldError::field).distinct().toList());
        String detail = fields.isEmpty() ? CommonProblem.INVALID_REQUEST.title() : "Please check: " + fields + '.';
        return answer(new Refusal(CommonProblem.INVALID_REQUEST, detail, Map.of("errors", errors)), new HttpHeaders());
    }

    private static ResponseEntity<Object> answer(Refusal refusal, HttpHeaders headers) {
        HttpHeaders all = new HttpHeaders();
        all.putAll(headers);
        if (refusal.type().status() == 401) {
            all.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (refusal.type().status() == 503) {
            all.set(HttpHeaders.RETRY_AFTER, "2");
        }
        if (refusal.type().status() == 429) {
            all.set(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfterSeconds(refusal)));
        }
        return ResponseEntity.status(refusal.type().status())
                .headers(all)
                .contentType(Problems.MEDIA_TYPE)
                .body(Problems.of(refusal));
    }

    private static Object retryAfterSeconds(Refusal refusal) {
        return refusal.facts().get("retryAfterSeconds") instanceof Long seconds ? seconds : 5;
    }

    /** The path inside the JSON, which holds names of fields only. */
    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference reference : e.getPath()) {
            if (reference.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
            } else if (reference.getIndex() >= 0) {
                path.append('[').append(reference.getIndex()).append(']');
            }
        }
        String text = path.toString().replaceAll("[^A-Za-z0-9_.\\[\\]]", "?");
        return text.isEmpty() ? "body" : text.substring(0, Math.min(100, text.length()));
    }

    /** The pattern of the address, free of ids and tokens. */
    private static Object route(HttpServletRequest request) {
        Object pattern = request.getAttribute("org.springframework.web.servlet.HandlerMapping.bestMatchingPattern");
        return pattern == null ? "(unknown address)" : pattern;
    }
}
