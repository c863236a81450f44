package org.careturn.platform.openapi;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Schemas of records as this server reads and writes them: what is not {@code @Nullable} is required and never null, what
 * is may be null or left out; limits are those of bean validation. Springdoc's own reading of records knows neither
 * JSpecify nor limits of list items.
 */
@SuppressWarnings({"rawtypes", "unchecked"}) // as swagger's own model is
final class RecordSchemas implements ModelConverter {
    private static final Map<Class<?>, String[]> PLAIN = Map.ofEntries(
            Map.entry(String.class, new String[] {"string", ""}),
            Map.entry(UUID.class, new String[] {"string", "uuid"}),
            Map.entry(Instant.class, new String[] {"string", "date-time"}),
            Map.entry(LocalDate.class, new String[] {"string", "date"}),
            Map.entry(LocalTime.class, new String[] {"string", "time-local"}),
            Map.entry(ZoneId.class, new String[] {"string", ""}),
            Map.entry(boolean.class, new String[] {"boolean", ""}),
            Map.entry(Boolean.class, new String[] {"boolean", ""}),
            Map.entry(int.class, new String[] {"integer", "int32"}),
            Map.entry(Integer.class, new String[] {"integer", "int32"}),
            Map.entry(long.class, new String[] {"integer", "int64"}),
            Map.entry(Long.class, new String[] {"integer", "int64"}),
            Map.entry(double.class, new String[] {"number", "double"}),
            Map.entry(Double.class, new String[] {"number", "double"}),
            Map.entry(BigDecimal.class, new String[] {"number", "decimal"}));

    private final Map<String, String> named = new ConcurrentHashMap<>();

    @Override
    public @Nullable Schema resolve(
            AnnotatedType annotated, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Type type = annotated.getType();
        Class<?> raw = raw(type);
        if (raw != null && raw.isRecord()) {
            return reference(raw, arguments(raw, type), context);
        }
        return chain.hasNext() ? chain.next().resolve(annotated, context, chain) : null;
    }

    private static @Nullable Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType generic -> raw(generic.getRawType());
            case JavaType jackson -> jackson.getRawClass();
            default -> null;
        };
    }

    private static Map<String, Type> arguments(Class<?> raw, Type type) {
        Map<String, Type> arguments = new LinkedHashMap<>();
        TypeVariable<?>[] variables = raw.getTypeParameters();
        for (int i = 0; i < variables.length; i++) {
            Type argument = switch (type) {
                case ParameterizedType generic -> generic.getActualTypeArguments()[i];
                case JavaType jackson -> jackson.containedType(i);
                default -> throw new IllegalStateException(raw + " without its type arguments");
            };
            arguments.put(variables[i].getName(), argument);
        }
        return arguments;
    }

    private Schema<?> reference(Class<?> raw, Map<String, Type> arguments, ModelConverterContext context) {
        StringBuilder name = new StringBuilder();
        arguments.values().forEach(argument -> name.append(name(Objects.requireNonNull(raw(argument)))));
        name.append(name(raw));
        return defined(name.toString(), raw.getName() + arguments, context, () -> object(raw, arguments, context));
    }

    private Schema<?> defined(
            String name, String type, ModelConverterContext context, java.util.function.Supplier<Schema<?>> make) {
        String other = named.putIfAbsent(name, type);
        if (other != null && !other.equals(type)) {
            throw new IllegalStateException("Two types are called %s in the API, %s and %s: give one of them @ApiName."
                    .formatted(name, other, type));
        }
        if (!context.getDefinedModels().containsKey(name)) {
            context.defineModel(name, make.get());
        }
        return new JsonSchema().$ref("#/components/schemas/" + name);
    }

    /** What a controller or a record nests is called after both, as is any enum: {@code EntryMove}, {@code RouteStep}. */
    private static String name(Class<?> type) {
        ApiName given = type.getAnnotation(ApiName.class);
        if (given != null) {
            return given.value();
        }
        Class<?> outer = type.getDeclaringClass();
        String own = type.getSimpleName();
        if (outer == null || type.getTypeParameters().length > 0) {
            return own;
        }
        boolean controller = outer.getSimpleName().endsWith("Controller");
        String prefix = outer.getSimpleName().replace("Controller", "");
        return (controller || outer.isRecord() || type.isEnum()) && !own.endsWith(prefix) ? prefix + own : own;
    }

    private Schema<?> object(Class<?> raw, Map<String, Type> arguments, ModelConverterContext context) {
        Schema<?> object = new JsonSchema().typesItem("object");
        for (RecordComponent component : raw.getRecordComponents()) {
            java.lang.reflect.AnnotatedType type = component.getAnnotatedType();
            boolean nullable = type.isAnnotationPresent(Nullable.class);
            object.addProperty(component.getName(), limited(type, arguments, context, nullable));
            if (!nullable) {
                object.addRequiredItem(component.getName());
            }
        }
        return object;
    }

    private Schema<?> limited(
            java.lang.reflect.AnnotatedType annotated,
            Map<String, Type> arguments,
            ModelConverterContext context,
            boolean nullable) {
        Schema<?> schema = plain(annotated, arguments, context);
        if (schema.get$ref() == null) {
            Limits.apply(annotated, schema);
        }
        if (!nullable) {
            return schema;
        }
        if (schema.get$ref() != null) {
            return new JsonSchema().anyOf(List.of(schema, new JsonSchema().typesItem("null")));
        }
        return schema.typesItem("null");
    }

    private Schema<?> plain(
            java.lang.reflect.AnnotatedType annotated, Map<String, Type> arguments, ModelConverterContext context) {
        Type type = annotated.getType() instanceof TypeVariable<?> variable
                ? Objects.requireNonNull(arguments.get(variable.getName()))
                : annotated.getType();
        Class<?> raw = Objects.requireNonNull(raw(type));
        if (raw.isRecord()) {
            return reference(raw, arguments(raw, type), context);
        }
        if (raw.isEnum()) {
            return defined(name(raw), raw.getName(), context, () -> constants(raw));
        }
        if (raw == List.class || raw == Set.class) {
            java.lang.reflect.AnnotatedType item =
                    ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments()[0];
            return new JsonSchema().typesItem("array").items(limited(item, arguments, context, false));
        }
        if (raw == Map.class) {
            return new JsonSchema().typesItem("object").additionalProperties(true);
        }
        String[] plain = PLAIN.get(raw);
        if (plain == null) {
            throw new IllegalStateException("RecordSchemas has no JSON form for " + raw);
        }
        Schema<?> schema = new JsonSchema().typesItem(plain[0]);
        if (raw == LocalTime.class) {
            schema.pattern("^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,9})?)?$");
        }
        return plain[1].isEmpty() ? schema : schema.format(plain[1]);
    }

    private static Schema<?> constants(Class<?> type) {
        JsonSchema schema = new JsonSchema();
        schema.typesItem("string");
        schema.setEnum(Arrays.stream(type.getEnumConstants())
                .map(constant -> (Object) ((Enum<?>) constant).name())
                .toList());
        return schema;
    }
}
