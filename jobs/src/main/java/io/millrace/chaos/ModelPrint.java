package io.millrace.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.data.Page;
import io.millrace.format.PageCodec;
import io.millrace.format.ParameterHash;
import io.millrace.model.Model;
import java.lang.reflect.Array;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What two models have in common, and where they part. */
final class ModelPrint {

    private ModelPrint() {}

    /**
     * SHA-256 over models, key by key: their parameters, their whole pages (weights, the memory of
     * the optimizer, moments, class sizes) and their metrics. Not over versions and offsets.
     */
    static String sha256(Map<String, Model> models) {
        StringBuilder all = new StringBuilder();
        new TreeMap<>(models)
                .forEach(
                        (key, model) ->
                                all.append(key)
                                        .append('\n')
                                        .append(parameters(model))
                                        .append(' ')
                                        .append(PageCodec.sha256(model.pages()))
                                        .append(' ')
                                        .append(model.metrics())
                                        .append('\n'));
        return Hash.sha256(all.toString().getBytes(UTF_8));
    }

    private static String parameters(Model model) {
        try {
            return ParameterHash.sha256(model.pages());
        } catch (IllegalArgumentException none) {
            return "none";
        }
    }

    /** The first thing in which a published model is not the expected one, for a person. */
    static String difference(Model expected, Model published) {
        Map<String, Object> theirs = arrays(published);
        for (Map.Entry<String, Object> entry : arrays(expected).entrySet()) {
            Object other = theirs.remove(entry.getKey());
            if (!Objects.deepEquals(entry.getValue(), other)) {
                return difference(entry.getKey(), entry.getValue(), other);
            }
        }
        if (!theirs.isEmpty()) {
            return "it has " + theirs.keySet() + " besides";
        }
        if (!expected.metrics().equals(published.metrics())) {
            return "its metrics are " + published.metrics() + " instead of " + expected.metrics();
        }
        if (!expected.lineage().equals(published.lineage())) {
            return "its lineage is " + published.lineage() + " instead of " + expected.lineage();
        }
        return "its schema or configuration is another";
    }

    private static Map<String, Object> arrays(Model model) {
        Map<String, Object> arrays = new TreeMap<>();
        for (Page page : model.pages()) {
            page.arrays().forEach((name, array) -> arrays.put(page.stage() + "/" + name, array));
        }
        return arrays;
    }

    private static String difference(String name, Object expected, Object published) {
        if (published == null
                || !published.getClass().equals(expected.getClass())
                || Array.getLength(published) != Array.getLength(expected)) {
            return name + " is not there, or of another type or length";
        }
        int i = 0;
        while (Objects.deepEquals(
                new Object[] {Array.get(expected, i)}, new Object[] {Array.get(published, i)})) {
            i++;
        }
        return String.format(
                "%s[%d] is %s instead of %s",
                name, i, Array.get(published, i), Array.get(expected, i));
    }
}
