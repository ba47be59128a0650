package io.millrace.learn.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.data.Page;
import io.millrace.data.PageMismatchException;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.Chance;
import io.millrace.learn.Given;
import io.millrace.learn.StageConfig;
import io.millrace.learn.train.Outcome;
import io.millrace.learn.train.TrainConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class PopulationTest {

    private static final Schema SCHEMA = Given.numeric(2, Given.BINARY);

    private static SelectConfig config(double budget, int generation) {
        return new SelectConfig(SelectConfig.Type.AUTO, budget, 0.001, generation);
    }

    /** A ring: no line parts it from what it surrounds. */
    private static Sample ring(int n) {
        float x = (float) (4 * Chance.uniform(Chance.mix(n, 1)) - 2);
        float y = (float) (4 * Chance.uniform(Chance.mix(n, 2)) - 2);
        double radius = Math.sqrt(x * x + y * y);
        return Given.sample(radius < 1.4 ? 1 : 0, x, y);
    }

    @Test
    void learnsWhatNoLineTellsApart() {
        Population population = new Population(config(20, 2000), 1, new Page("train"), SCHEMA);
        double[] prediction = new double[2];
        int right = 0;
        for (int n = 0; n < 2000; n++) {
            Sample sample = ring(n);
            population.score(sample);
            population.predict(sample, prediction);
            assertThat(prediction[0] + prediction[1]).isBetween(1 - 1e-12, 1 + 1e-12);
            if (n >= 1000) {
                right += prediction[sample.labelClass()] > 0.5 ? 1 : 0;
            }
            assertThat(population.learn(sample)).isEqualTo(Outcome.LEARNED);
        }
        assertThat(right).isGreaterThan(950);
    }

    /** In standard units of a level that wandered far, all opinions on the next step are alike. */
    @Test
    void opinionsOnNumbersAreWeighedByTheErrorOfAll() {
        Schema schema = Given.numeric(1, Given.REGRESSION);
        Page page = new Page("train");
        Population population = new Population(config(20, 0), 1, page, schema);
        double[] prediction = new double[1];
        double level = 0;
        double error = 0;
        double steps = 0;
        for (int n = 0; n < 1500; n++) {
            double step = 2 * Chance.uniform(Chance.mix(1, n)) - 1;
            float x = (float) (2 * Chance.uniform(Chance.mix(2, n)) - 1);
            level += step;
            Sample sample = Given.sample(100 + level + x, x);
            sample.targetMean = 100;
            sample.targetScale = 200;
            population.score(sample);
            population.predict(sample, prediction);
            population.learn(sample);
            if (n >= 1000) {
                error += Math.abs(prediction[0] - sample.label());
                steps += Math.abs(step);
            }
        }
        assertThat(error / steps).isBetween(0.95, 1.15);
        assertThat(page.doubles("spread", 1)[0] * 200).isBetween(0.4, 0.6);
    }

    @Test
    void aLargerBudgetHasMoreMembersAndTheCoreIsAlwaysThere() {
        List<String> least = names(1);
        List<String> usual = names(20);
        List<String> many = names(200);
        assertThat(least).contains("linear-1", "network-1", "neighbours-5", "no-change");
        assertThat(usual).containsAll(least).hasSizeGreaterThan(least.size());
        assertThat(many).containsAll(usual).contains("network-2", "waves-2");
    }

    private static List<String> names(double budget) {
        return new Population(
                        config(budget, 0), 1, new Page("train"), Given.numeric(30, Given.BINARY))
                .names();
    }

    @Test
    void aSampleTooLargeToLearnIsRefusedAndScored() {
        Page page = new Page("train");
        Population population = new Population(config(20, 0), 1, page, SCHEMA);
        Sample sample = Given.sample(1, Float.MAX_VALUE, 1);
        population.score(sample);
        double[] prediction = new double[2];
        population.predict(sample, prediction);
        assertThat(prediction[1]).isBetween(0.0, 1.0);
        Page before = page.copy();
        assertThat(population.learn(sample)).isEqualTo(Outcome.REFUSED);
        Sample heavy = Given.sample(1, 0, 0);
        heavy.weight = 1e300;
        population.score(heavy);
        assertThat(population.learn(heavy)).isEqualTo(Outcome.REFUSED);
        assertThat(page).isEqualTo(before);
    }

    /** A page that lost a part would else begin that part anew, without a word. */
    @Test
    void refusesAPageThatIsNotWholeOrNotFinite() {
        Page page = new Page("train");
        Population population = new Population(config(20, 0), 1, page, SCHEMA);
        population.score(ring(1));
        population.learn(ring(1));
        Page lacking = page.copy();
        lacking.removeIf("linear-2.model.params"::equals);
        assertThatThrownBy(() -> new Population(config(20, 0), 1, lacking, SCHEMA))
                .isInstanceOf(PageMismatchException.class)
                .hasMessageContaining("lacks 'linear-2.model.params'");
        Page spoilt = page.copy();
        spoilt.doubles("mix.weights", population.weights().length - 5)[0] = Double.NaN;
        assertThatThrownBy(() -> new Population(config(20, 0), 1, spoilt, SCHEMA))
                .isInstanceOf(PageMismatchException.class)
                .hasMessageContaining("'mix.weights' that is not finite");
    }

    /** Under-sampling shows it one sample in ten of the larger class. */
    @Test
    void probabilitiesAreThoseOfTheStreamThatWasRebalanced() {
        Population population = new Population(config(20, 0), 1, new Page("train"), SCHEMA);
        double[] prediction = new double[2];
        double sum = 0;
        int scored = 0;
        for (int n = 0; n < 20_000; n++) {
            boolean rare = Chance.uniform(Chance.mix(n, 5)) < 0.05;
            float x = (float) Chance.gaussian(Chance.mix(n, 6));
            Sample sample = Given.sample(rare ? 1 : 0, x, rare ? 0.5f : 0);
            sample.masked = !rare && Chance.uniform(Chance.mix(n, 7)) >= 0.1;
            sample.logitOffsets = new double[] {Math.log(0.1), 0};
            population.score(sample);
            population.predict(sample, prediction);
            population.learn(sample);
            if (n >= 10_000) {
                sum += prediction[1];
                scored++;
            }
        }
        assertThat(sum / scored).isBetween(0.04, 0.06);
    }

    /** What is plain is learned the sooner the larger the steps: the smallest make room. */
    @Test
    void theWorstOfAKindBecomesACopyOfTheBestWithAnotherRate() {
        Page page = new Page("train");
        Population population = new Population(config(20, 500), 1, page, SCHEMA);
        double before = page.doubles("linear-4.rate", 1)[0];
        for (int n = 0; n < 1500; n++) {
            float x = (float) Chance.gaussian(Chance.mix(n, 1));
            Sample sample = Given.sample(x > 0 ? 1 : 0, x, 0);
            population.score(sample);
            population.learn(sample);
        }
        assertThat(before).isEqualTo(0.1);
        assertThat(page.doubles("linear-4.rate", 1)[0]).isGreaterThan(0.2).isLessThanOrEqualTo(1);
    }

    @Test
    void refusesTheStateOfOtherMembersAndOfOneModel() {
        Page page = new Page("train");
        new Population(config(20, 0), 1, page, SCHEMA);
        new Population(config(20, 500), 1, page.copy(), SCHEMA);
        for (StageConfig<?> other :
                List.of(
                        new Training(config(50, 0), TrainConfig.defaults()),
                        TrainConfig.defaults())) {
            assertThatThrownBy(() -> other.bind(page.copy(), SCHEMA))
                    .isInstanceOf(PageMismatchException.class)
                    .hasMessageContaining("model.type");
        }
        Page one = new Page("train");
        TrainConfig.defaults().bind(one, SCHEMA);
        assertThatThrownBy(() -> new Population(config(20, 0), 1, one, SCHEMA))
                .isInstanceOf(PageMismatchException.class)
                .hasMessageContaining("model.type");
    }
}
