package io.millrace;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;

/** The doors of the upper floor: jobs, configuration, Kafka and the command line. */
@AnalyzeClasses(
        packages = {
            "io.millrace.chaos",
            "io.millrace.cli",
            "io.millrace.cluster",
            "io.millrace.config",
            "io.millrace.job",
            "io.millrace.kafka",
            "io.millrace.local"
        },
        importOptions = ImportOption.DoNotIncludeTests.class)
class JobsArchitectureTest {

    @ArchTest
    static final ArchRule onlyThreePackagesKnowKafka =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "io.millrace.kafka..", "io.millrace.local..", "io.millrace.cluster..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.kafka..", "org.apache.flink.connector.kafka..", "kafka..");

    @ArchTest
    static final ArchRule nothingHereKnowsNd4j =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.nd4j..", "org.bytedeco..");

    @ArchTest
    static final ArchRule configurationKnowsNoJobs =
            noClasses()
                    .that()
                    .resideInAPackage("io.millrace.config..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.millrace.cli..",
                            "io.millrace.job..",
                            "io.millrace.kafka..",
                            "io.millrace.local..",
                            "io.millrace.operator..");

    @ArchTest
    static final ArchRule nothingDependsOnTheCommandLine =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.millrace.cli..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.millrace.cli..");

    @ArchTest
    static final ArchRule jobsRunWithoutTheLocalCluster =
            noClasses()
                    .that()
                    .resideInAnyPackage("io.millrace.job..", "io.millrace.kafka..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.millrace.local..");

    @ArchTest static final ArchTests bytesAreOnlyData = ArchTests.in(BytesAreOnlyData.class);
}
