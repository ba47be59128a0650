package io.millrace.learn.train;

import static io.millrace.learn.train.Trainers.BINARY;
import static io.millrace.learn.train.Trainers.X;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.Page;
import io.millrace.learn.Given;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** Where ND4J is not needed, it may be missing. */
class WithoutNd4jTest {

    /** A job without ND4J in its class path must run on all but mini-batches of some size. */
    @Test
    void aLinearModelRowByRowKnowsNothingOfNd4j() throws Exception {
        ClassLoader withoutNd4j = new WithoutNd4j();
        Runnable learner =
                (Runnable)
                        withoutNd4j
                                .loadClass(LearnsWithoutNd4j.class.getName())
                                .getDeclaredConstructor()
                                .newInstance();
        assertThat(learner.getClass()).isNotEqualTo(LearnsWithoutNd4j.class);
        learner.run();
    }

    /** Trains in a class loader of its own. */
    public static final class LearnsWithoutNd4j implements Runnable {
        @Override
        public void run() {
            TrainConfig.defaults().bind(new Page("train"), BINARY).process(Given.sample(1, X[0]));
        }
    }

    /** Defines our classes anew and has none of ND4J. */
    private static final class WithoutNd4j extends ClassLoader {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.nd4j") || name.startsWith("org.bytedeco")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.millrace")) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known != null ? known : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            String file = name.replace('.', '/') + ".class";
            try (InputStream in =
                    WithoutNd4jTest.class.getClassLoader().getResourceAsStream(file)) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
