package io.millrace.config;

import static io.millrace.config.Yaml.JOB;
import static io.millrace.config.Yaml.mistakes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MistakesTest {

    @Test
    void areToldAllAtOnceInTheOrderOfTheFile() {
        List<Mistake> mistakes =
                mistakes(
                        """
                        name: flights
                        source: {bootstrap-servers: "b:9092"}
                        schema:
                          features:
                            - {name: a, type: numeric}
                            - {name: a, type: boolean}
                            - {name: c, type: categorical}
                            - {name: d, type: numerical}
                          label: {name: y, type: classes}
                        train: {batch-size: many, epochs: 0}
                        trian: {}
                        """);
        assertThat(mistakes).isSortedAccordingTo(Comparator.comparingInt(Mistake::line));
        assertThat(mistakes)
                .extracting(Mistake::toString)
                .containsExactly(
                        "job.yaml:2:9: source.topic: is missing: must be a topic: up to 249 letters,"
                                + " digits, dots, hyphens and underscores",
                        "job.yaml:6:7: schema.features[1]: is there twice: all must differ",
                        "job.yaml:7:7: schema.features[2]: needs either vocabulary or buckets, as"
                                + " categorical",
                        "job.yaml:8:23: schema.features[3].type: 'numerical' must be one of numeric,"
                                + " boolean, categorical, time",
                        "job.yaml:9:10: schema.label.classes: is missing: a label of type classes"
                                + " names at least two",
                        "job.yaml:10:21: train.batch-size: 'many' must be a whole number from 1 to"
                                + " 1048576",
                        "job.yaml:10:35: train.epochs: '0' must be a whole number from 1 to 10000",
                        "job.yaml:11:1: trian: is no known key; did you mean train?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    train.batchsize=1            | train.batchsize            | did you mean batch-size?
                    optimzer.type=sgd            | optimzer                   | did you mean optimizer?
                    train.something-else=1       | train.something-else       | known: batch-size, epochs
                    train.batch-size=1.5         | train.batch-size           | whole number
                    train.batch-size=99999999999 | train.batch-size           | from 1 to 1048576
                    train.l2=-1                  | train.l2                   | at least 0
                    train.l2=NaN                 | train.l2                   | a number
                    train.l2=1e999               | train.l2                   | a number
                    train.l2=0x1p3               | train.l2                   | a number
                    train.loss=mse               | train.loss                 | one of auto, squared, absolute
                    train.loss=squared           | train.loss                 | must not be squared for a label of 2 classes: use one of auto, logistic, softmax, focal, hinge, squared-hinge
                    train.huber-delta=0          | train.huber-delta          | above 0
                    drift.detector=ddm           | drift.detector             | one of none, adwin, hddm-a, hddm-w
                    drift.confidence=0           | drift.confidence           | within (0, 1)
                    drift.policy=restart         | drift.policy               | needs drift.detector
                    train.quantile=1             | train.quantile             | within (0, 1)
                    train.focal-gamma=-1         | train.focal-gamma          | at least 0
                    train.label-smoothing=1      | train.label-smoothing      | within [0, 1)
                    train.l1=-1                  | train.l1                   | at least 0
                    train.max-norm=-1            | train.max-norm             | at least 0
                    train.hold-out=1             | train                      | hold-out must be 0 or at least 2
                    optimizer.learning-rate=0    | optimizer.learning-rate    | above 0
                    optimizer.momentum=1         | optimizer.momentum         | within [0, 1)
                    optimizer.type=ADAM          | optimizer.type             | one of sgd, adam
                    optimizer.beta1=0.9999       | optimizer                  | beta2 must be above beta1 squared
                    optimizer.ftrl-beta=0        | optimizer.ftrl-beta        | above 0
                    optimizer.average=mean       | optimizer.average          | one of none, uniform, exponential
                    schedule.floor=2             | schedule.floor             | within [0, 1]
                    optimizer.bias-correction=no | optimizer.bias-correction  | true or false
                    clean.clip=0.5               | clean.clip                 | 0 or at least 1
                    admit.deduplicate=-1         | admit.deduplicate          | from 0 to 10000000
                    admit.deduplicate=10000001   | admit.deduplicate          | from 0 to 10000000
                    admit.deduplicate=5          | admit.deduplicate          | needs schema.id
                    rebalance.augment-by=smote   | rebalance.augment-by       | has no effect with rebalance.augment: 0
                    history.lags=3               | history.lags               | a list of 0 to 100, each a whole number from 1 to 10000
                    history.lags=[0]             | history.lags[0]            | from 1 to 10000
                    history.lags=[1, 10001]      | history.lags[1]            | from 1 to 10000
                    history.lags=[1, 1]          | history.lags[1]            | is there twice
                    history.means=[0]            | history.means[0]           | a number
                    history.means=[2e9]          | history.means[0]           | a number
                    history.features=[distance]  | history.features           | needs history.lags
                    history.by=[origin]          | history.by                 | needs history.means
                    history.by=[origine]         | history.by[0]              | 'origine' must be one of the features
                    history.by=[origin, distance] | history.by[1]             | 'distance' must be a categorical, hashed or boolean feature: means are not kept by a number
                    history.features=[origin]    | history.features[0]        | 'origin' must be a numeric or boolean feature
                    evaluate.fading=1            | evaluate.fading            | within (0, 1)
                    evaluate.lateness=10         | evaluate.lateness          | a duration as 500 ms
                    evaluate.lateness=-1 s       | evaluate.lateness          | a duration as 500 ms
                    evaluate.lateness=9999999 d  | evaluate.lateness          | a duration as 500 ms
                    evaluate.time-window=1 h     | evaluate.time-window       | needs schema.event-time
                    model.hidden=64              | model.hidden               | a list of 0 to 16
                    model.hidden=[64, 0]         | model.hidden[1]            | from 1 to 65536
                    model.hidden=[65536, 65536]  | model.hidden               | makes a model of 4328849410 parameters
                    model.dropout=1              | model.dropout              | within [0, 1)
                    model.dropout=0.5            | model.dropout              | needs model.hidden
                    model.factors=-1             | model.factors              | from 0 to 1024
                    model.interactions=[distance*x] | model.interactions      | interaction 'distance*x' must be all or two features
                    model.interactions=[all, all] | model.interactions[1]     | is there twice
                    model.interaction-buckets=0  | model.interaction-buckets  | from 1 to
                    model.bandwidth=-1           | model.bandwidth            | at least 0
                    source.topic=a/b             | source.topic               | letters
                    source.delimiter=ab          | source.delimiter           | one ASCII character
                    source.delimiter=ä           | source.delimiter           | one ASCII character
                    source=x                     | source                     | keys and values
                    source.properties=x          | source.properties          | keys and values
                    source.properties.group.id=x | source.properties.group.id | set source.group-id instead
                    runtime.flink.parallelism.default=2 | runtime.flink.parallelism.default | set runtime.parallelism instead
                    sinks.metrics=flights        | sinks.metrics              | must not be the topic of source.topic
                    sinks.predictions=flights.models | sinks.models           | must not be the topic of sinks.predictions
                    sinks.transaction-timeout=130 s | sinks.transaction-timeout | longer than runtime.checkpoint-interval
                    runtime.checkpoint-timeout=9 min 50 s | runtime.checkpoint-timeout | a duration
                    runtime.parallelism=200      | runtime.parallelism        | runtime.max-parallelism
                    schema.label.name=distance   | schema.label               | must not be a feature too
                    schema.weight=late           | schema.weight              | must not be the label
                    schema.label.classes=[a, a]  | schema.label.classes[1]    | is there twice
                    schema.label.classes=[a]     | schema.label.classes       | list of 2 to
                    schema.label.type=number     | schema.label.classes       | only for a label of type classes
                    schema.features=[]           | schema.features            | list of 1 to
                    schema.features[0].buckets=3 | schema.features[0].buckets | only for features of type categorical
                    schema.features[1].vocabulary=[a] | schema.features[1]    | either vocabulary or buckets
                    schema.features[9].name=x    | schema.features[9].name    | leads nowhere
                    name.x=y                     | name.x                     | leads nowhere
                    train..batch-size=1          | train..batch-size          | is no key
                    train.batch-size             | argument 1                 | must be key=value
                    =1                           | argument 1                 | must be key=value
                    name=a b                     | name                       | a name
                    name=${UNSET}                | name                       | environment variable UNSET is not set
                    """)
    void nameTheKeyAndWhatIsAllowed(String override, String key, String message) {
        assertThat(mistakes(JOB, override))
                .singleElement()
                .satisfies(
                        mistake -> {
                            assertThat(mistake.key()).isEqualTo(key);
                            assertThat(mistake.message()).contains(message);
                            assertThat(mistake.file()).isIn("--set", Yaml.FILE);
                        });
    }

    @ParameterizedTest
    @CsvSource({"hinge", "focal", "squared-hinge"})
    void labelsCanBeSmoothedUnderCrossEntropyOnly(String loss) {
        assertThat(mistakes(JOB, "train.label-smoothing=0.1", "train.loss=" + loss))
                .extracting(Mistake::key)
                .containsExactly("train.label-smoothing");
    }

    @Test
    void aThresholdIsOfTwoClasses() {
        assertThat(mistakes(JOB, "evaluate.threshold=f1", "schema.label.classes=[a, b, c]"))
                .singleElement()
                .satisfies(
                        mistake -> {
                            assertThat(mistake.key()).isEqualTo("evaluate.threshold");
                            assertThat(mistake.message()).contains("two classes");
                        });
    }

    @Test
    void aFactorisationMachineHasNoHiddenLayers() {
        assertThat(mistakes(JOB, "model.factors=4", "model.hidden=[8]"))
                .extracting(Mistake::key)
                .containsExactly("model.factors");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    pa-i                | train.batch-size=2  | train.batch-size | must be 1 with optimizer.type pa-i
                    pa-ii               | model.hidden=[3]    | model.hidden     | must be [] with
                    normalized-adaptive | train.loss=softmax  | train.loss       | not be softmax
                    pa-i                | train.loss=hinge    | train.loss       | be auto, for it has a loss of its own
                    normalized-adaptive | train.l2=0.1        | train.l2         | must be 0.0 with
                    normalized-adaptive | train.clip-value=1  | train.clip-value | no gradient to clip
                    dowg                | train.l1=0.1        | train.l1         | must be 0.0 with
                    cocob               | train.max-norm=1    | train.max-norm   | something else pulls at
                    pa-i                | schema.label.classes=[a, b, c] | optimizer.type | more than two classes
                    """)
    void someOptimizersAskForOthers(String type, String other, String key, String message) {
        assertThat(mistakes(JOB, "optimizer.type=" + type, other))
                .singleElement()
                .satisfies(
                        mistake -> {
                            assertThat(mistake.key()).isEqualTo(key);
                            assertThat(mistake.message()).contains(message);
                        });
    }

    @ParameterizedTest
    @CsvSource({"cocob", "dowg", "pa-ii", "adadelta"})
    void whatHasNoLearningRateCannotRaiseIt(String type) {
        String[] drift = {"drift.detector=adwin", "drift.policy=raise-rate"};
        assertThat(mistakes(JOB, "optimizer.type=" + type, drift[0], drift[1]))
                .singleElement()
                .satisfies(
                        mistake -> {
                            assertThat(mistake.key()).isEqualTo("drift.policy");
                            assertThat(mistake.message()).contains(type, "no learning rate");
                        });
        assertThat(Yaml.load(JOB, "optimizer.type=adam", drift[0], drift[1])).isNotNull();
    }

    @Test
    void aPopulationIsWatchedButLeftToItself() {
        assertThat(Yaml.load(JOB, "model=auto", "drift.detector=adwin")).isNotNull();
        assertThat(mistakes(JOB, "model=auto", "drift.detector=adwin", "drift.policy=swap"))
                .extracting(Mistake::key)
                .containsExactly("drift.policy");
    }

    @Test
    void passiveAggressiveLearningHasNoLogarithmicLink() {
        String number = JOB.replace(", classes: [on-time, late]", "").replace("classes", "number");
        assertThat(mistakes(number, "optimizer.type=pa-ii", "train.loss=poisson"))
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.key()).isEqualTo("train.loss"));
    }

    @ParameterizedTest
    @CsvSource({"hinge", "softmax", "logistic"})
    void aNumberHasNoLossOfClasses(String loss) {
        String number = JOB.replace(", classes: [on-time, late]", "").replace("classes", "number");
        assertThat(mistakes(number, "train.loss=" + loss))
                .singleElement()
                .satisfies(
                        mistake -> {
                            assertThat(mistake.key()).isEqualTo("train.loss");
                            assertThat(mistake.message())
                                    .contains(
                                            "for a label of type number: use one of auto, squared,"
                                                    + " absolute, huber, quantile, poisson");
                        });
    }

    @ParameterizedTest
    @CsvSource({"weights", "undersample", "oversample"})
    void classesOfANumberCannotBeRebalanced(String method) {
        String number = JOB.replace(", classes: [on-time, late]", "").replace("classes", "number");
        assertThat(mistakes(number, "rebalance.method=" + method, "rebalance.augment=1"))
                .extracting(Mistake::key)
                .containsExactly("rebalance.method", "rebalance.augment");
    }

    @Test
    void transactionsMayBeShortIfThereAreNone() {
        JobConfig job =
                Yaml.load(JOB, "sinks.transaction-timeout=1 s", "sinks.guarantee=at-least-once");
        assertThat(job.sinks().guarantee()).isEqualTo(SinksConfig.Guarantee.AT_LEAST_ONCE);
    }

    @Test
    void nameBothPlacesOfADuplicateKey() {
        assertThat(mistakes(JOB + "train:\n  l2: 1\n  l2: 2\n"))
                .extracting(Mistake::toString)
                .containsExactly("job.yaml:12:3: train.l2: is given twice: first in line 11");
    }

    @Test
    void doNotFollowFromOneAnother() {
        assertThat(mistakes(JOB, "model.hidden=x", "model.init=zeros"))
                .extracting(Mistake::key)
                .containsExactly("model.hidden");
        assertThat(mistakes(JOB, "runtime.checkpoint-interval=x", "sinks.transaction-timeout=1 s"))
                .extracting(Mistake::key)
                .containsExactly("runtime.checkpoint-interval");
    }

    @Test
    void anEmptyFileSaysWhatIsNeeded() {
        assertThat(mistakes(""))
                .extracting(Mistake::key)
                .containsExactly(
                        "name",
                        "source.bootstrap-servers",
                        "source.topic",
                        "schema.features",
                        "schema.label");
    }

    @Test
    void aMissingFileIsOneToo() {
        assertThatThrownBy(() -> ConfigLoader.load(Path.of("nowhere.yaml"), List.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("nowhere.yaml: does not exist")
                .hasNoCause();
    }

    @Test
    void aFolderIsOneToo() {
        assertThatThrownBy(() -> ConfigLoader.load(Path.of("src"), List.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("src: cannot be read");
    }

    @Test
    void cannotCommandATerminal() {
        assertThat(mistakes(JOB, "name=\u001b[2J").get(0).toString()).doesNotContain("\u001b");
    }
}
