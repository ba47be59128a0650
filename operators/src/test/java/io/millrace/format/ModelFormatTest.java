package io.millrace.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.data.Feature;
import io.millrace.data.PageMismatchException;
import io.millrace.data.Schema;
import io.millrace.learn.Given;
import io.millrace.learn.Learner;
import io.millrace.learn.LearnerConfig;
import io.millrace.learn.StageVariants;
import io.millrace.model.Model;
import io.millrace.model.Scorer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFormatTest {

    private static final byte[] MODEL = ModelFormat.write(model());

    static Stream<StageVariants.Variant> variants() {
        return StageVariants.all();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void theModelReadIsTheModelWritten(StageVariants.Variant variant) throws IOException {
        Model model = model(variant.config(), variant);
        Model read = ModelFormat.read(ModelFormat.write(model));
        assertThat(read).isEqualTo(model);
        assertThat(new Scorer(read).score(variant.sample(50).features()))
                .containsExactly(new Scorer(model).score(variant.sample(50).features()));
    }

    @Test
    void equalModelsAreEqualBytes() throws IOException {
        byte[] file = ModelFormat.write(model());
        assertThat(ModelFormat.write(model())).isEqualTo(file);
        assertThat(ModelFormat.write(ModelFormat.read(file))).isEqualTo(file);
    }

    @Test
    void everyKindOfFeatureAndFieldIsKept() throws IOException {
        List<Feature> features =
                List.of(
                        new Feature.Hashed("h", 3),
                        new Feature.Numeric("n \"q\""),
                        new Feature.Bool("b"),
                        new Feature.Categorical("c", List.of("ä", "", "null")),
                        new Feature.Time(
                                "t",
                                List.of(Feature.Cycle.DAY_OF_WEEK, Feature.Cycle.HOUR_OF_DAY)));
        Schema schema = new Schema(features, Given.THREE, "i", null, "t2", "w");
        LearnerConfig config = LearnerConfig.defaults(schema);
        Model model = Model.of(new Learner("k", config).snapshot(), config, Map.of());
        assertThat(ModelFormat.read(ModelFormat.write(model)).config()).isEqualTo(config);
    }

    @Test
    void theMetadataSayWhatItIs() throws IOException {
        SafeTensors file = SafeTensors.read(ModelFormat.write(model()));
        assertThat(file.metadata())
                .containsEntry("millrace.format", "1")
                .containsEntry("key", "")
                .containsEntry("version", "1")
                .containsEntry("metrics", "{\"accuracy\":0.75,\"logLoss\":0.1}")
                .containsEntry(
                        "lineage",
                        "{\"samples\":40,\"classes\":{\"no\":34,\"yes\":6},\"sources\":[]}");
        assertThat(file.metadata().get("schema"))
                .startsWith("{\"features\":[{\"type\":\"numeric\",\"name\":\"x0\"}")
                .endsWith("\"classes\":[\"no\",\"yes\"]},\"fields\":{}}");
        assertThat(file.metadata().get("config"))
                .startsWith("{\"admit\":{\"publishEvery\":10000,\"deduplicate\":0},");
        assertThat(file.tensors()).containsKeys("normalize/mean", "train/params", "train/adam.m");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "millrace.format|2",
                "millrace.format|",
                "key|",
                "version|x",
                "config|{",
                "config|{}",
                "config|null",
                "config|[]",
                "schema|{}",
                "schema|null",
                "lineage|{\"samples\":1,\"classes\":{},\"sources\":null}",
                "lineage|{\"samples\":null,\"classes\":{},\"sources\":[]}",
                "metrics|{\"accuracy\":null}",
                "metrics|{\"accuracy\":\"high\"}",
                "metrics|null",
            })
    void refusesMetadataThatSayNothing(String name, String value) throws IOException {
        assertThatThrownBy(() -> ModelFormat.read(with(name, unused -> value)))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageContaining(name.replace("millrace.format", "format"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "schema|\"type\":\"numeric\"|\"type\":\"unheard\"",
                "schema|\"name\":\"x0\"|\"name\":\"y\"",
                "schema|\"name\":\"x0\"|\"name\":null",
                "schema|\"classes\":[\"no\",\"yes\"]|\"classes\":[\"no\",null]",
                "schema|\"classes\":[\"no\",\"yes\"]|\"classes\":[\"no\"]",
                "schema|\"fields\":{}|\"fields\":{\"id\":7,\"id\":8}",
                "schema|\"fields\":{}|\"fields\":null",
                "schema|\"buckets\":8|\"buckets\":-2000000000",
                "config|\"batchSize\":1|\"batchSize\":0",
                "config|\"batchSize\":1|\"batchSize\":null",
                "config|\"hidden\":[]|\"hidden\":[-1]",
            })
    void refusesAConfigurationThatCannotBe(String name, String good, String bad)
            throws IOException {
        byte[] file = with(name, replacing(good, bad));
        assertThatThrownBy(() -> ModelFormat.read(file))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageContaining(name);
    }

    /** Nothing of that size is ever allocated: the parameters in the file are counted first. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "config|\"hidden\":[],\"activation\":\"relu\",\"init\":\"zeros\""
                        + "|\"hidden\":[2000000000],\"activation\":\"relu\",\"init\":\"he\"",
                "config|\"hidden\":[],\"activation\":\"relu\",\"init\":\"zeros\""
                        + "|\"hidden\":[100000,20000],\"activation\":\"relu\",\"init\":\"he\"",
                "schema|\"buckets\":8|\"buckets\":2000000000"
            })
    void aModelThatClaimsMoreParametersThanItHasIsRefused(String name, String good, String bad)
            throws IOException {
        byte[] file = with(name, replacing(good, bad));
        assertThatThrownBy(() -> new Scorer(ModelFormat.read(file)))
                .isInstanceOf(PageMismatchException.class)
                .hasMessageContaining("number of parameters");
    }

    private static UnaryOperator<String> replacing(String good, String bad) {
        return text -> {
            assertThat(text).contains(good);
            return text.replace(good, bad);
        };
    }

    @Test
    void refusesAnArrayWithoutAStage() {
        SafeTensors file = new SafeTensors(metadata(), Map.of("params", new float[] {1}));
        assertThatThrownBy(() -> ModelFormat.read(file.write()))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageContaining("'params'");
    }

    @Property(tries = 2_000)
    void aDamagedModelIsReadOrRefused(
            @ForAll @IntRange(max = 6_000) int place, @ForAll byte damage) {
        byte[] file = MODEL.clone();
        file[place % file.length] = damage;
        try {
            Model read = ModelFormat.read(file);
            new Scorer(read).score(variant().sample(1).features());
        } catch (CorruptBytesException | PageMismatchException declared) {
            assertThat(declared.getMessage()).isNotEmpty();
        }
    }

    private static byte[] with(String name, UnaryOperator<String> change) throws IOException {
        Map<String, String> metadata = metadata();
        String value = change.apply(metadata.get(name));
        if (value == null) {
            metadata.remove(name);
        } else {
            metadata.put(name, value);
        }
        return new SafeTensors(metadata, SafeTensors.read(MODEL).tensors()).write();
    }

    private static Map<String, String> metadata() {
        try {
            return new LinkedHashMap<>(SafeTensors.read(MODEL).metadata());
        } catch (CorruptBytesException e) {
            throw new AssertionError(e);
        }
    }

    private static StageVariants.Variant variant() {
        return new StageVariants.Variant(
                "defaults", LearnerConfig.defaults(Given.mixed(4, 1, 8, Given.BINARY)));
    }

    private static Model model() {
        return model(variant().config(), variant());
    }

    private static Model model(LearnerConfig config, StageVariants.Variant variant) {
        Learner learner = new Learner("", config);
        for (int i = 0; i < 40; i++) {
            learner.learn(variant.sample(i));
        }
        return Model.of(learner.snapshot(), config, Map.of("logLoss", 0.1, "accuracy", 0.75));
    }
}
