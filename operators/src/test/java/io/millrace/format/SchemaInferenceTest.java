package io.millrace.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.data.Feature;
import io.millrace.data.Feature.Cycle;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.format.SchemaHints.Task;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaInferenceTest {

    private static SchemaInference.Result infer(String csv, SchemaHints hints) throws IOException {
        byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
        return SchemaInference.infer(
                CsvFile.read("f.csv", new ByteArrayInputStream(bytes), ','), hints);
    }

    private static Schema schema(String csv) throws IOException {
        return infer(csv, SchemaHints.of("label", Set.of())).schema();
    }

    /** A file of one feature, of which each value stands in one row. */
    private static Feature feature(String values) throws IOException {
        String rows =
                List.of(values.split(" ")).stream()
                        .map(value -> value + ",0.5\n")
                        .collect(Collectors.joining());
        return schema("f,label\n" + rows).features().get(0);
    }

    /** A file of so many rows with the label given for each. */
    private static Target target(int rows, IntFunction<Object> label) throws IOException {
        return schema(
                        IntStream.range(0, rows)
                                .mapToObj(i -> "1," + label.apply(i) + "\n")
                                .collect(Collectors.joining("", "f,label\n", "")))
                .target();
    }

    @ParameterizedTest
    @CsvSource({"1 2 3", "0 1 0", "-1.5 1e3 +7", "1 NA 2", "NaN 1 inf", "1 '' 2", "NA NA"})
    void numbersAreNumeric(String values) throws IOException {
        assertThat(feature(values.replace("''", ""))).isEqualTo(new Feature.Numeric("f"));
    }

    @ParameterizedTest
    @CsvSource({"true false", "True FALSE NA"})
    void trueAndFalseAreBoolean(String values) throws IOException {
        assertThat(feature(values)).isEqualTo(new Feature.Bool("f"));
    }

    @Test
    void wordsAreCategoricalInAlphabeticalOrderWithAllThatStandsThere() throws IOException {
        assertThat(feature("b a NA b 10 9"))
                .isEqualTo(new Feature.Categorical("f", List.of("10", "9", "NA", "a", "b")));
        assertThat(feature("true false maybe"))
                .isEqualTo(new Feature.Categorical("f", List.of("false", "maybe", "true")));
    }

    @Test
    void manyWordsAreHashed() throws IOException {
        IntFunction<String> words =
                count ->
                        IntStream.range(0, count)
                                .mapToObj(i -> "w" + i)
                                .collect(Collectors.joining(" "));

        assertThat(feature(words.apply(1000))).isInstanceOf(Feature.Categorical.class);
        assertThat(feature(words.apply(1001))).isEqualTo(new Feature.Hashed("f", 1 << 14));
    }

    @ParameterizedTest
    @CsvSource({
        "2001-01-01T00:01 2001-07-01T05:00, HOUR_OF_DAY DAY_OF_WEEK",
        "2001-01-01 2003-07-01, DAY_OF_WEEK DAY_OF_YEAR",
        "2001-01-01T00:01 2001-01-03T05:00, HOUR_OF_DAY",
        "2001-01-01T00:01 2001-01-01T05:00, HOUR_OF_DAY DAY_OF_WEEK DAY_OF_YEAR"
    })
    void timesGetTheCyclesThatTheFileGoesRound(String values, String cycles) throws IOException {
        List<Cycle> expected = List.of(cycles.split(" ")).stream().map(Cycle::valueOf).toList();

        assertThat(feature(values)).isEqualTo(new Feature.Time("f", expected));
    }

    @Test
    void theFirstTimeIsTheEventTimeToo() throws IOException {
        Schema schema = schema("n,t,u,label\n1,2001-01-01,2002-01-01,0.5\n");

        assertThat(schema.timeField()).contains("t");
        assertThat(schema.features()).hasSize(3);
        assertThat(schema("n,label\n1,0.5\n").timeField()).isEmpty();
    }

    @Test
    void textBooleansAndFewWholeNumbersAreClassesInOrder() throws IOException {
        assertThat(target(10, i -> i % 2 == 0 ? "yes" : "no"))
                .isEqualTo(new Target.Classification("label", List.of("no", "yes")));
        assertThat(target(10, i -> i % 2 == 0))
                .isEqualTo(new Target.Classification("label", List.of("false", "true")));
        assertThat(target(10, i -> i % 2 == 0 ? 1 : -1))
                .isEqualTo(new Target.Classification("label", List.of("-1", "1")));
        assertThat(target(110, i -> i % 11))
                .isEqualTo(
                        new Target.Classification(
                                "label",
                                List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10")));
        assertThat(target(10, i -> i % 2 + ".0"))
                .isEqualTo(new Target.Classification("label", List.of("0.0", "1.0")));
    }

    @Test
    void missingLabelsAreNoClass() throws IOException {
        assertThat(target(30, i -> i % 3 == 0 ? "NA" : i % 3 == 1 ? "" : i % 2))
                .isEqualTo(new Target.Classification("label", List.of("0", "1")));
    }

    @Test
    void otherNumbersAreARegression() throws IOException {
        Target regression = new Target.Regression("label");

        assertThat(target(10, i -> i % 2 + 0.5)).isEqualTo(regression);
        assertThat(target(109, i -> i % 11)).isEqualTo(regression);
        assertThat(target(1000, i -> i % 21)).isEqualTo(regression);
    }

    @Test
    void hintsGoBeforeWhatTheFileShows() throws IOException {
        SchemaHints hints =
                new SchemaHints(
                        "y",
                        Set.of("out"),
                        List.of(new Feature.Hashed("code", 8)),
                        Optional.of(Task.REGRESSION),
                        List.of(),
                        Optional.of("row"),
                        Optional.of("site"),
                        Optional.of("at"),
                        Optional.of("w"));

        Schema schema =
                infer("row,site,w,at,code,x,out,y\n1,a,2,0,17,1,z,0\n2,b,1,9,18,2,z,1\n", hints)
                        .schema();

        assertThat(schema.features())
                .isEqualTo(
                        List.of(
                                new Feature.Time("at", List.of(Cycle.values())),
                                new Feature.Hashed("code", 8),
                                new Feature.Numeric("x")));
        assertThat(schema.target()).isEqualTo(new Target.Regression("y"));
        assertThat(schema.idField()).contains("row");
        assertThat(schema.keyField()).contains("site");
        assertThat(schema.timeField()).contains("at");
        assertThat(schema.weightField()).contains("w");
    }

    @Test
    void givenClassesKeepTheirOrderAndAGivenTaskFindsThem() throws IOException {
        SchemaHints plain = SchemaHints.of("label", Set.of());
        String csv = "f,label\n1,1\n2,0\n3,2\n";

        assertThat(
                        infer(csv, withTask(plain, Optional.empty(), List.of("1", "0")))
                                .schema()
                                .target())
                .isEqualTo(new Target.Classification("label", List.of("1", "0")));
        assertThat(
                        infer(csv, withTask(plain, Optional.of(Task.CLASSIFICATION), List.of()))
                                .schema()
                                .target())
                .isEqualTo(new Target.Classification("label", List.of("0", "1", "2")));
    }

    private static SchemaHints withTask(
            SchemaHints hints, Optional<Task> task, List<String> classes) {
        return new SchemaHints(
                hints.label(),
                hints.exclude(),
                hints.features(),
                task,
                classes,
                hints.id(),
                hints.key(),
                hints.time(),
                hints.weight());
    }

    @Test
    void rowsThatCannotBeReadAreLeftAsideAndCounted() throws IOException {
        SchemaInference.Result result =
                infer(
                        "f,label\n1,2.5\n1,2,3\nx\n\"a\"b,1\n2,3.5\n",
                        SchemaHints.of("label", Set.of()));

        assertThat(result.schema().features()).isEqualTo(List.of(new Feature.Numeric("f")));
        assertThat(result.rows()).isEqualTo(5);
        assertThat(result.description()).contains("3 rows are no CSV of that many fields");
    }

    @Test
    void describesEachColumn() throws IOException {
        SchemaInference.Result result =
                infer(
                        "t,c,n,out,label\n2001-01-01T00:01,b,1,x,1\n2001-01-02T00:01,a,,x,0\n",
                        SchemaHints.of("label", Set.of("out")));

        assertThat(result.description())
                .isEqualToNormalizingNewlines(
                        """
                        column  taken for
                        t       time           2001-01-01T00:01:00Z to 2001-01-02T00:01:00Z; \
                        cycles hour_of_day; also the event time
                        c       categorical    2: a, b
                        n       numeric        1 to 1, 1 missing
                        out     left out
                        label   class label    0 or, positive, 1
                        2 rows, 5 columns, 8 inputs of the model
                        """);
    }

    @Test
    void saysWhatCannotBeLearned() {
        assertThatThrownBy(() -> infer("f,y\n1,2\n", SchemaHints.of("label", Set.of("g"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no column 'g', 'label'; the columns are f, y");
        assertThatThrownBy(() -> target(5, i -> 7))
                .hasMessageContaining("only the value [7]; a classification needs 2 to 1000");
        assertThatThrownBy(() -> target(5, i -> "same"))
                .hasMessageContaining("only the value [same]; a classification needs 2 to 1000");
        assertThatThrownBy(() -> target(1001, i -> "w" + i))
                .hasMessageContaining("more than 1000 different values");
        assertThatThrownBy(() -> target(5, i -> "")).hasMessageContaining("no value in any row");
        assertThatThrownBy(
                        () ->
                                infer(
                                        "f,label\n1,a\n2,b\n",
                                        withTask(
                                                SchemaHints.of("label", Set.of()),
                                                Optional.of(Task.REGRESSION),
                                                List.of())))
                .hasMessageContaining("not a number in every row");
    }

    @Test
    void saysWhenRowsCannotBeReadRatherThanThatTheyHoldNothing() {
        assertThatThrownBy(() -> infer("f,label\n", SchemaHints.of("label", Set.of())))
                .hasMessageContaining("a header, but no rows");
        assertThatThrownBy(
                        () -> infer("f,label\n1,2,3\n4,5,6\n", SchemaHints.of("label", Set.of())))
                .hasMessageContaining("2 of 2 rows cannot be read")
                .hasMessageContaining("the delimiter another?");
        byte[] latin1 = "f,label\ncafé,1\ncafé,2\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(
                        () ->
                                SchemaInference.infer(
                                        CsvFile.read(
                                                "f.csv", new ByteArrayInputStream(latin1), ','),
                                        SchemaHints.of("label", Set.of())))
                .hasMessageContaining("2 are not UTF-8");
    }
}
