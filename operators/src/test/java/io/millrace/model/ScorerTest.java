package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.data.FeatureVector;
import io.millrace.data.Page;
import io.millrace.data.PageMismatchException;
import io.millrace.data.Sample;
import io.millrace.learn.Learner;
import io.millrace.learn.LearnerConfig;
import io.millrace.learn.StageVariants;
import io.millrace.learn.loss.LossConfig;
import io.millrace.learn.model.InputsConfig;
import io.millrace.learn.train.TrainConfig;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 4: a scorer anywhere gives the trainer's own score. */
class ScorerTest {

    static Stream<StageVariants.Variant> variants() {
        return StageVariants.all();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void givesTheTrainersOwnScoreAtAnyPoint(StageVariants.Variant variant) {
        Learner learner = new Learner("", variant.config());
        for (int i = 0; i < 60; i++) {
            Scorer scorer = new Scorer(model(learner, variant));
            Sample sample = i % 5 == 4 ? variant.hostile(i) : variant.sample(i);
            double[] score = scorer.score(sample.features());
            learner.learn(sample);
            assertThat(score).as("sample %s", i).containsExactly(sample.prediction);
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void askingChangesNothing(StageVariants.Variant variant) {
        Learner learner = new Learner("", variant.config());
        for (int i = 0; i < 60; i++) {
            learner.learn(variant.sample(i));
        }
        Model model = model(learner, variant);
        List<Page> before = model.pages().stream().map(Page::copy).toList();
        Scorer scorer = new Scorer(model);
        FeatureVector features = variant.sample(99).features();
        FeatureVector asked = features.copy();
        double[] first = scorer.score(asked);
        for (int i = 0; i < 50; i++) {
            scorer.score(variant.hostile(i).features());
        }
        assertThat(scorer.score(asked)).containsExactly(first);
        assertThat(asked.head()).isEqualTo(features.head());
        assertThat(model.pages()).isEqualTo(before);
    }

    @Test
    void aModelWithoutParametersIsRefused() {
        StageVariants.Variant variant = variants().findFirst().orElseThrow();
        Model whole = model(new Learner("", variant.config()), variant);
        Model torn =
                new Model(
                        "k",
                        3,
                        whole.config(),
                        whole.lineage(),
                        Map.of(),
                        whole.pages().stream().filter(p -> !p.stage().equals("train")).toList());
        assertThatThrownBy(() -> new Scorer(torn))
                .isInstanceOf(PageMismatchException.class)
                .hasMessageContaining("model 'k' version 3")
                .hasMessageContaining("number of parameters");
    }

    @Test
    void aModelWhoseLossOrInputsAreNotThoseOfItsSchemaIsRefused() {
        StageVariants.Variant variant = variants().findFirst().orElseThrow();
        TrainConfig train = variant.config().train();
        InputsConfig unknown = new InputsConfig(List.of("x0*nothing"), 8, 0, 0);
        assertRefused(variant, train.with(LossConfig.of(LossConfig.Kind.POISSON)), "loss POISSON");
        assertRefused(variant, train.with(train.model().with(unknown)), "x0*nothing");
    }

    private static void assertRefused(
            StageVariants.Variant variant, TrainConfig train, String message) {
        Model whole = model(new Learner("", variant.config()), variant);
        LearnerConfig own = whole.config();
        LearnerConfig other =
                new LearnerConfig(
                        own.schema(),
                        own.admit(),
                        own.clean(),
                        own.normalize(),
                        own.rebalance(),
                        train,
                        own.evaluate());
        Model odd = new Model("k", 3, other, whole.lineage(), Map.of(), whole.pages());
        assertThatThrownBy(() -> new Scorer(odd))
                .isInstanceOf(PageMismatchException.class)
                .hasMessageContaining("model 'k' version 3")
                .hasMessageContaining(message);
    }

    private static Model model(Learner learner, StageVariants.Variant variant) {
        return Model.of(learner.snapshot(), variant.config(), Map.of());
    }
}
