package io.millrace;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** No class of the house lets the bytes that it reads choose classes; for both floors. */
final class BytesAreOnlyData {

    private BytesAreOnlyData() {}

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
