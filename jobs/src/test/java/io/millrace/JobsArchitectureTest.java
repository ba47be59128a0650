package io.millrace;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The doors of the upper floor: jobs, configuration, Kafka and the command line. */
@AnalyzeClasses(
        packages = {
            "io.millrace.chaos",
            "io.millrace.cli",
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

    /** Readers that make objects of classes that the bytes name. */
    @ArchTest
    static final ArchRule noBytesChooseClasses =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            assignableTo("java.io.ObjectInputStream")
                                    .or(assignableTo("java.beans.XMLDecoder"))
                                    .or(assignableTo("java.rmi.MarshalledObject"))
                                    .or(resideInAPackage("org.yaml.snakeyaml.constructor.."))
                                    .or(
                                            resideInAPackage(
                                                    "com.fasterxml.jackson.databind.jsontype..")));

    @ArchTest
    static final ArchRule noMethodsReadSuchBytesForUs =
            noClasses()
                    .should()
                    .callMethodWhere(
                            target(owner(assignableTo("org.yaml.snakeyaml.Yaml")))
                                    .and(target(nameStartingWith("load"))))
                    .orShould()
                    .callMethodWhere(target(nameStartingWith("deserializeObject")))
                    .orShould()
                    .callMethodWhere(target(nameMatching("(activate|enable)DefaultTyping.*")));
}
