package io.millrace.learn.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MissingNd4jExceptionTest {

    @Test
    void saysWhatIsMissingAndWhatToPutWhere() {
        LinkageError e = new NoClassDefFoundError("org/nd4j/linalg/factory/Nd4j");
        assertThat(new MissingNd4jException(e, "set train.compute to loops"))
                .hasMessageContaining("NoClassDefFoundError: org/nd4j/linalg/factory/Nd4j")
                .hasMessageContaining("docker/cluster-lib/target/lib")
                .hasMessageContaining("every TaskManager")
                .hasMessageContaining("train.compute to loops");
    }

    @Test
    void saysThatAnotherJobBroughtIt() {
        Throwable link =
                new UnsatisfiedLinkError(
                        "Native Library /tmp/libjnijavacpp.so already loaded in another classloader");
        LinkageError e = new ExceptionInInitializerError(new RuntimeException(link));
        assertThat(new MissingNd4jException(e, "set train.compute to loops"))
                .hasMessageContaining("libjnijavacpp.so")
                .hasMessageContaining("another job brought it along")
                .hasMessageContaining("classloader.parent-first-patterns.additional");
    }
}
