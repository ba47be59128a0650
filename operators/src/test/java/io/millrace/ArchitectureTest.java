package io.millrace;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;

/** The doors of the house: who may know whom. */
@AnalyzeClasses(packages = "io.millrace", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyOperatorsKnowFlink =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.millrace.operator..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.flink..");

    @ArchTest
    static final ArchRule nothingHereKnowsKafka =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule onlyOnePackageKnowsNd4j =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.millrace.learn.model.nd4j..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.nd4j..", "org.bytedeco..");

    @ArchTest
    static final ArchRule whatFlowsKnowsNothingElse =
            classes()
                    .that()
                    .resideInAPackage("io.millrace.data..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("io.millrace.data..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule learningKnowsNoBytesAndNoOperators =
            noClasses()
                    .that()
                    .resideInAPackage("io.millrace.learn..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.millrace.operator..",
                            "io.millrace.format..",
                            "io.millrace.model..",
                            "com.fasterxml..");

    @ArchTest
    static final ArchRule stagesDoNotKnowEachOther =
            slices().matching(
                            "io.millrace.learn.(clean|normalize|rebalance|train|evaluate|admit)..")
                    .should()
                    .notDependOnEachOther();

    @ArchTest static final ArchTests bytesAreOnlyData = ArchTests.in(BytesAreOnlyData.class);
}
