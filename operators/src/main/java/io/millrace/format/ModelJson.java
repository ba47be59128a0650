package io.millrace.format;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.millrace.data.Feature;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What stands beside the arrays of a model, as JSON: records by their components, constants in
 * lower case with hyphens (as in the configuration of a job), features and targets with their kind
 * as {@code type}. Numbers read back to the same bits.
 */
final class ModelJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enumNamingStrategy(EnumNamingStrategies.KEBAB_CASE)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .defaultSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
                    .addMixIn(Feature.class, FeatureKinds.class)
                    .addMixIn(Target.class, TargetKinds.class)
                    .addMixIn(Schema.class, SchemaAsForm.class)
                    .build();

    private ModelJson() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every model can be written", e);
        }
    }

    /**
     * @throws JsonProcessingException if the text is not what {@link #write} made of this type
     */
    static <T> T read(String json, Class<T> type) throws JsonProcessingException {
        T value = MAPPER.readValue(json, type);
        if (value == null) {
            throw MismatchedInputException.from(null, type, "null");
        }
        return value;
    }

    /** Metrics by name. */
    record Metrics(@JsonValue Map<String, Double> values) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Metrics {}
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Feature.Numeric.class, name = "numeric"),
        @JsonSubTypes.Type(value = Feature.Bool.class, name = "boolean"),
        @JsonSubTypes.Type(value = Feature.Categorical.class, name = "categorical"),
        @JsonSubTypes.Type(value = Feature.Hashed.class, name = "hashed"),
        @JsonSubTypes.Type(value = Feature.Time.class, name = "time")
    })
    private interface FeatureKinds {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Target.Regression.class, name = "regression"),
        @JsonSubTypes.Type(value = Target.Classification.class, name = "classification")
    })
    private interface TargetKinds {}

    @JsonSerialize(converter = ToForm.class)
    @JsonDeserialize(converter = FromForm.class)
    private interface SchemaAsForm {}

    /**
     * A schema by what was declared.
     *
     * @param fields the fields with a meaning of their own ({@code id}, {@code key}, {@code time},
     *     {@code weight}), as far as the schema names them
     */
    private record SchemaForm(List<Feature> features, Target target, Map<String, String> fields) {

        SchemaForm {
            fields = new TreeMap<>(fields);
        }

        static SchemaForm of(Schema schema) {
            Map<String, String> fields = new TreeMap<>();
            schema.idField().ifPresent(name -> fields.put("id", name));
            schema.keyField().ifPresent(name -> fields.put("key", name));
            schema.timeField().ifPresent(name -> fields.put("time", name));
            schema.weightField().ifPresent(name -> fields.put("weight", name));
            return new SchemaForm(schema.features(), schema.target(), fields);
        }

        Schema schema() {
            return new Schema(
                    features,
                    target,
                    fields.get("id"),
                    fields.get("key"),
                    fields.get("time"),
                    fields.get("weight"));
        }
    }

    private static final class ToForm extends StdConverter<Schema, SchemaForm> {
        @Override
        public SchemaForm convert(Schema schema) {
            return SchemaForm.of(schema);
        }
    }

    private static final class FromForm extends StdConverter<SchemaForm, Schema> {
        @Override
        public Schema convert(SchemaForm form) {
            return form.schema();
        }
    }
}
