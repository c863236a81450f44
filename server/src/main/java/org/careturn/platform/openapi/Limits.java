package org.careturn.platform.openapi;

import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedElement;
import java.math.BigDecimal;

/** Bean validation's limits in JSON Schema's words. */
final class Limits {
    private Limits() {}

    static void apply(AnnotatedElement annotated, Schema<?> schema) {
        boolean list = schema.getTypes().contains("array");
        Size size = annotated.getAnnotation(Size.class);
        if (size != null) {
            Integer least = size.min() == 0 ? null : size.min();
            Integer most = size.max() == Integer.MAX_VALUE ? null : size.max();
            if (list) {
                schema.minItems(least).maxItems(most);
            } else {
                schema.minLength(least).maxLength(most);
            }
        }
        if (annotated.isAnnotationPresent(NotBlank.class)) {
            schema.minLength(1).pattern("\\S");
        }
        if (annotated.isAnnotationPresent(NotEmpty.class)) {
            if (list) {
                schema.minItems(1);
            } else {
                schema.minLength(1);
            }
        }
        Pattern pattern = annotated.getAnnotation(Pattern.class);
        if (pattern != null) {
            schema.pattern(forEcmaScript(pattern.regexp()));
        }
        Min min = annotated.getAnnotation(Min.class);
        if (min != null) {
            schema.minimum(BigDecimal.valueOf(min.value()));
        }
        Max max = annotated.getAnnotation(Max.class);
        if (max != null) {
            schema.maximum(BigDecimal.valueOf(max.value()));
        }
    }

    /** Java matches the whole text and knows inline flags and some names of classes otherwise. */
    static String forEcmaScript(String java) {
        boolean anyCase = java.startsWith("(?i)");
        String pattern = anyCase ? java.substring(4).replace("a-f", "a-fA-F").replace("[89ab]", "[89abAB]") : java;
        return "^(?:" + pattern + ")$";
    }
}
