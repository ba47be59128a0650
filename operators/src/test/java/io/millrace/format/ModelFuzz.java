package io.millrace.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.Feature;
import io.millrace.data.FeatureVector;
import io.millrace.data.PageMismatchException;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.fuzz.Hostile;
import io.millrace.learn.LearnerConfig;
import io.millrace.model.Model;
import io.millrace.model.Scorer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** Models by a stranger: the file that a job starts from, or a scorer takes up. */
final class ModelFuzz {

    private ModelFuzz() {}

    private static final int FACTOR = 1024;

    private static final LearnerConfig LEARNER =
            LearnerConfig.defaults(
                    new Schema(List.of(new Feature.Numeric("x")), new Target.Regression("y")));

    static void tensors(byte[] file) throws IOException {
        Optional<SafeTensors> tensors =
                Hostile.read(
                        file.length,
                        FACTOR,
                        CorruptBytesException.class,
                        () -> SafeTensors.read(file));
        if (tensors.isPresent()) {
            Exactly.assertSame(SafeTensors.read(tensors.get().write()), tensors.get());
        }
    }

    /** The header, up to a byte of 0, and the numbers: nobody guesses the length of the header. */
    static void model(byte[] input) throws IOException {
        int end = 0;
        while (end < input.length && input[end] != 0) {
            end++;
        }
        int numbers = Math.max(0, input.length - end - 1);
        ByteBuffer file = ByteBuffer.allocate(8 + end + numbers).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(end).put(input, 0, end).put(input, input.length - numbers, numbers);
        check(file.array());
    }

    private static void check(byte[] file) throws IOException {
        Optional<Model> model =
                Hostile.read(
                        file.length,
                        FACTOR,
                        CorruptBytesException.class,
                        () -> ModelFormat.read(file));
        if (model.isPresent()) {
            byte[] written = ModelFormat.write(model.get());
            assertThat(ModelFormat.write(ModelFormat.read(written))).isEqualTo(written);
            use(model.get(), file.length);
        }
    }

    /** Both take up a whole model or say why not. */
    private static void use(Model model, int bytes) {
        Hostile.read(
                bytes,
                FACTOR,
                PageMismatchException.class,
                () -> {
                    Schema schema = model.config().schema();
                    FeatureVector nothing = FeatureVector.dense(new float[schema.head()]);
                    return new Scorer(model).score(nothing);
                });
        Hostile.read(bytes, FACTOR, PageMismatchException.class, () -> model.adopt("key", LEARNER));
    }
}
