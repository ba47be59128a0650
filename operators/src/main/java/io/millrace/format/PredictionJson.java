package io.millrace.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.millrace.data.Prediction;
import io.millrace.data.Sample;
import io.millrace.data.Target;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Predictions as JSON, one object each, with class names and numbers as the stream has them:
 *
 * <pre>{@code
 * {"key":"","id":"a7","partition":0,"offset":12,"eventTime":978307200000,
 *  "predicted":"no","probabilities":{"no":0.8,"yes":0.2},"label":"yes"}
 * {"key":"","partition":0,"offset":12,"predicted":2.97,"label":3.0}
 * }</pre>
 *
 * <p>What a sample does not have is left out. The predicted class is the decision if there is one,
 * else the most probable, the first of equals. A number that is not finite is null.
 */
public final class PredictionJson implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

    private final Target target;

    /**
     * @param target what is predicted
     */
    public PredictionJson(Target target) {
        this.target = target;
    }

    /** The prediction as UTF-8. */
    public byte[] write(Prediction prediction) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(256)) {
            try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
                json.writeStartObject();
                writeOrigin(prediction, json);
                if (target instanceof Target.Classification classification) {
                    writeClasses(prediction, classification.classes(), json);
                } else {
                    writeNumber("predicted", prediction.values()[0], json);
                    writeNumber("label", prediction.label(), json);
                }
                json.writeEndObject();
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whose prediction it is.
     *
     * @param id the producer's id of the sample, or null
     * @param partition where the sample was read from, -1 if unknown
     * @param offset its place in that partition, -1 if unknown
     */
    public record Origin(String key, @Nullable String id, int partition, long offset) {}

    /**
     * Reads of a prediction that was written whose it is, and checks that the rest is JSON.
     *
     * @throws IOException if it is not one JSON object, or one of these fields is of another type
     */
    public static Origin readOrigin(byte[] prediction) throws IOException {
        try (JsonParser json = FACTORY.createParser(prediction)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new CorruptBytesException("a prediction is a JSON object");
            }
            String key = "";
            String id = null;
            int partition = -1;
            long offset = -1;
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                switch (name) {
                    case "key" -> key = json.getText();
                    case "id" -> id = json.getText();
                    case "partition" -> partition = json.getIntValue();
                    case "offset" -> offset = json.getLongValue();
                    default -> json.skipChildren();
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw new CorruptBytesException("a prediction is one JSON object and nothing else");
            }
            return new Origin(key, id, partition, offset);
        }
    }

    private static void writeOrigin(Prediction prediction, JsonGenerator json) throws IOException {
        json.writeStringField("key", prediction.key());
        if (prediction.id() != null) {
            json.writeStringField("id", prediction.id());
        }
        if (prediction.partition() >= 0) {
            json.writeNumberField("partition", prediction.partition());
        }
        if (prediction.offset() >= 0) {
            json.writeNumberField("offset", prediction.offset());
        }
        if (prediction.eventTime() != Sample.NO_TIME) {
            json.writeNumberField("eventTime", prediction.eventTime());
        }
    }

    private static void writeClasses(
            Prediction prediction, List<String> classes, JsonGenerator json) throws IOException {
        double[] probabilities = prediction.values();
        int decision = prediction.decision();
        int predicted =
                decision == Sample.UNDECIDED ? Prediction.mostProbable(probabilities) : decision;
        json.writeStringField("predicted", classes.get(predicted));
        json.writeObjectFieldStart("probabilities");
        for (int c = 0; c < probabilities.length; c++) {
            writeNumber(classes.get(c), probabilities[c], json);
        }
        json.writeEndObject();
        json.writeStringField("label", classes.get((int) prediction.label()));
    }

    private static void writeNumber(String name, double value, JsonGenerator json)
            throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        } else {
            json.writeNullField(name);
        }
    }
}
