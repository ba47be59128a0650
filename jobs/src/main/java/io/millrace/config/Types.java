package io.millrace.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.util.TimeUtils;

/** The types that keys have. */
final class Types {

    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");

    /** Where doubles still hold every whole number. */
    private static final double WHOLE = 1L << 53;

    /** What YAML takes a word for that stands without quotes. */
    static final List<String> TEXTUAL = List.of("string", "number", "boolean");

    private Types() {}

    /** Any text but the empty one. */
    static ScalarType<String> text() {
        return new ScalarType<>(
                "text",
                schema("type", TEXTUAL, "minLength", 1),
                text -> {
                    require(!text.isEmpty());
                    return text;
                },
                text -> text);
    }

    /** The name of a Kafka topic. */
    static ScalarType<String> topic() {
        return matching(
                "a topic: up to 249 letters, digits, dots, hyphens and underscores",
                "[A-Za-z0-9._-]{1,249}");
    }

    /** Text that matches an expression as a whole. */
    static ScalarType<String> matching(String allowed, String regex) {
        Pattern pattern = Pattern.compile(regex);
        return new ScalarType<>(
                allowed,
                schema("type", TEXTUAL, "pattern", "^" + regex + "$"),
                text -> {
                    require(pattern.matcher(text).matches());
                    return text;
                },
                text -> text);
    }

    /** True or false. */
    static ScalarType<Boolean> truth() {
        return new ScalarType<>(
                "true or false",
                schema("type", "boolean"),
                text -> {
                    require(text.equals("true") || text.equals("false"));
                    return text.equals("true");
                },
                truth -> truth);
    }

    /** A whole number. */
    static ScalarType<Long> whole(long min, long max) {
        Map<String, Object> schema = schema("type", "integer");
        String range = "";
        if (min > Long.MIN_VALUE) {
            schema.put("minimum", min);
            range = ", at least " + min;
        }
        if (max < Long.MAX_VALUE) {
            schema.put("maximum", max);
            range = " from " + min + " to " + max;
        }
        return new ScalarType<>(
                "a whole number" + range,
                schema,
                text -> {
                    long number = Long.parseLong(text);
                    require(number >= min && number <= max);
                    return number;
                },
                number -> number);
    }

    /** A whole number that fits an {@code int}. */
    static ScalarType<Integer> integer(int min, int max) {
        return whole(min, max).as(Long::intValue, Integer::longValue);
    }

    /** A number, written with a point. */
    static ScalarType<Double> decimal(Range range) {
        return new ScalarType<>(
                "a number" + range.describe(),
                range.jsonSchema(),
                text -> {
                    require(NUMBER.matcher(text).matches());
                    double number = Double.parseDouble(text);
                    require(range.contains(number));
                    return number;
                },
                Types::shortest);
    }

    /** A number in the precision of the features. */
    static ScalarType<Float> single(Range range) {
        return decimal(range)
                .as(Double::floatValue, number -> Double.parseDouble(Float.toString(number)));
    }

    private static Object shortest(double number) {
        boolean whole =
                Math.abs(number) < WHOLE && Double.compare(number, (double) (long) number) == 0;
        return whole ? (Object) (long) number : (Object) number;
    }

    /** A span of time as Flink writes it. */
    static ScalarType<Duration> duration(Duration min) {
        String least = min.isZero() ? "" : ", at least " + TimeUtils.formatWithHighestUnit(min);
        return new ScalarType<>(
                "a duration as 500 ms, 10 s, 5 min, 1 h or 1 d" + least,
                schema("type", "string", "pattern", "^\\d+\\s*[A-Za-zµ]+$"),
                text -> {
                    require(!text.isEmpty() && !Character.isDigit(text.charAt(text.length() - 1)));
                    Duration duration = parseDuration(text);
                    require(duration.compareTo(min) >= 0);
                    require(duration.compareTo(Duration.ofDays(36_500)) <= 0);
                    return duration;
                },
                TimeUtils::formatWithHighestUnit);
    }

    private static Duration parseDuration(String text) {
        try {
            return TimeUtils.parseDuration(text);
        } catch (ArithmeticException tooLong) {
            throw new IllegalArgumentException(tooLong);
        }
    }

    /** A constant of an enumeration, in lower case with hyphens. */
    static <E extends Enum<E>> ScalarType<E> oneOf(Class<E> type) {
        Map<String, E> words =
                Arrays.stream(type.getEnumConstants())
                        .collect(
                                Collectors.toMap(
                                        Types::word,
                                        Function.identity(),
                                        (a, b) -> a,
                                        LinkedHashMap::new));
        List<String> allowed = List.copyOf(words.keySet());
        return new ScalarType<>(
                "one of " + String.join(", ", allowed),
                schema("enum", allowed),
                text -> {
                    E constant = words.get(text);
                    if (constant == null) {
                        throw new IllegalArgumentException(text);
                    }
                    return constant;
                },
                Types::word);
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A value that may be absent. */
    static <T> Type<Optional<T>> optional(Type<T> type) {
        return new OptionalType<>(type, Optional.empty());
    }

    /** A value, or the word {@code none}. */
    static <T> Type<Optional<T>> orNone(Type<T> type) {
        return new OptionalType<>(type, Optional.of("none"));
    }

    /** A JSON Schema, or a part of one, in the order given: key, value, key, value, ... */
    static Map<String, Object> schema(Object... keysAndValues) {
        Map<String, Object> schema = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            schema.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return schema;
    }

    /** A JSON Schema for mappings with a {@code type}: keys that only one type has. */
    static Map<String, Object> forType(Enum<?> type, Map<String, Object> then, String... keys) {
        Map<String, Object> forbidden = new LinkedHashMap<>();
        for (String key : keys) {
            forbidden.put(key, false);
        }
        return schema(
                "if", Map.of("properties", Map.of("type", Map.of("const", word(type)))),
                "then", then,
                "else", Map.of("properties", forbidden));
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw new IllegalArgumentException();
        }
    }
}
