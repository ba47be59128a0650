package io.millrace.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.millrace.data.Page;
import io.millrace.data.Schema;
import io.millrace.learn.LearnerConfig;
import io.millrace.learn.admit.AdmitConfig;
import io.millrace.learn.clean.CleanConfig;
import io.millrace.learn.evaluate.EvaluateConfig;
import io.millrace.learn.history.HistoryConfig;
import io.millrace.learn.normalize.NormalizeConfig;
import io.millrace.learn.rebalance.RebalanceConfig;
import io.millrace.learn.select.SelectConfig;
import io.millrace.learn.train.TrainConfig;
import io.millrace.model.Lineage;
import io.millrace.model.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole model as one {@link SafeTensors} file.
 *
 * <p>Arrays are named {@code stage/array}, as {@code normalize/mean} or {@code train/params}. The
 * metadata are:
 *
 * <pre>
 * millrace.format  version of this layout: 1
 * key, version     of the model
 * schema           JSON: features, target, and the fields with a meaning of their own
 * config           JSON: how every stage was configured
 * select           JSON: one network or a population
 * history          JSON: which inputs are made of the samples before; only if there are any
 * lineage          JSON: samples, classes, and the first and last offset of each partition
 * metrics          JSON: the metrics as of this version, by name
 * </pre>
 */
public final class ModelFormat {

    private static final String FORMAT = "millrace.format";
    private static final String FORMAT_VERSION = "1";

    /** A configuration without its schema, which stands by itself. */
    private record Stages(
            AdmitConfig admit,
            CleanConfig clean,
            NormalizeConfig normalize,
            RebalanceConfig rebalance,
            TrainConfig train,
            EvaluateConfig evaluate) {

        static Stages of(LearnerConfig config) {
            return new Stages(
                    config.admit(),
                    config.clean(),
                    config.normalize(),
                    config.rebalance(),
                    config.train(),
                    config.evaluate());
        }

        LearnerConfig under(Schema schema, SelectConfig select, HistoryConfig history) {
            return new LearnerConfig(
                    schema, admit, clean, normalize, rebalance, train, evaluate, select, history);
        }
    }

    private ModelFormat() {}

    /**
     * @throws IllegalArgumentException if the model is larger than 2 GiB
     */
    public static byte[] write(Model model) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(FORMAT, FORMAT_VERSION);
        metadata.put("key", model.key());
        metadata.put("version", Long.toString(model.version()));
        metadata.put("schema", ModelJson.write(model.config().schema()));
        metadata.put("config", ModelJson.write(Stages.of(model.config())));
        metadata.put("select", ModelJson.write(model.config().select()));
        if (model.config().history().isOn()) {
            metadata.put("history", ModelJson.write(model.config().history()));
        }
        metadata.put("lineage", ModelJson.write(model.lineage()));
        metadata.put("metrics", ModelJson.write(model.metrics()));
        Map<String, Object> tensors = new LinkedHashMap<>();
        for (Page page : model.pages()) {
            page.arrays().forEach((name, array) -> tensors.put(page.stage() + "/" + name, array));
        }
        return new SafeTensors(metadata, tensors).write();
    }

    /**
     * The model that was written. Whether its pages fit its configuration is for the scorer or
     * learner to say that takes it up.
     *
     * @throws CorruptBytesException if the file is not a model of a version known here
     */
    public static Model read(byte[] file) throws CorruptBytesException {
        SafeTensors tensors = SafeTensors.read(file);
        Map<String, String> metadata = tensors.metadata();
        String format = text(metadata, FORMAT);
        if (!format.equals(FORMAT_VERSION)) {
            throw new CorruptBytesException(
                    "a model of format version '"
                            + format
                            + "'; this release reads "
                            + FORMAT_VERSION);
        }
        return new Model(
                text(metadata, "key"),
                version(text(metadata, "version")),
                json(metadata, "config", Stages.class)
                        .under(
                                json(metadata, "schema", Schema.class),
                                select(metadata),
                                history(metadata)),
                json(metadata, "lineage", Lineage.class),
                json(metadata, "metrics", ModelJson.Metrics.class).values(),
                pages(tensors.tensors()));
    }

    /** Models of the first release were all of one network, and have no word on it. */
    private static SelectConfig select(Map<String, String> metadata) throws CorruptBytesException {
        return metadata.containsKey("select")
                ? json(metadata, "select", SelectConfig.class)
                : SelectConfig.network();
    }

    private static HistoryConfig history(Map<String, String> metadata)
            throws CorruptBytesException {
        return metadata.containsKey("history")
                ? json(metadata, "history", HistoryConfig.class)
                : HistoryConfig.none();
    }

    private static List<Page> pages(Map<String, Object> tensors) throws CorruptBytesException {
        Map<String, Page> pages = new LinkedHashMap<>();
        for (Map.Entry<String, Object> tensor : tensors.entrySet()) {
            String name = tensor.getKey();
            int slash = name.indexOf('/');
            if (slash < 0) {
                throw new CorruptBytesException(
                        "array '" + name + "' is not named stage/array, as the arrays of a model");
            }
            pages.computeIfAbsent(name.substring(0, slash), Page::new)
                    .put(name.substring(slash + 1), tensor.getValue());
        }
        return new ArrayList<>(pages.values());
    }

    private static String text(Map<String, String> metadata, String name)
            throws CorruptBytesException {
        String text = metadata.get(name);
        if (text == null) {
            throw new CorruptBytesException("a file without '" + name + "' is not a model");
        }
        return text;
    }

    private static long version(String text) throws CorruptBytesException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new CorruptBytesException("a model of version '" + text + "'");
        }
    }

    private static <T> T json(Map<String, String> metadata, String name, Class<T> type)
            throws CorruptBytesException {
        try {
            return ModelJson.read(text(metadata, name), type);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new CorruptBytesException(
                    "a model whose " + name + " is malformed: " + e.getMessage());
        }
    }
}
