package io.millrace.local;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.CLUSTER;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourcePattern;

/** What the user {@code alice} may do: the table in {@code docs/security.md}, and no more. */
final class Acls {

    private Acls() {}

    /**
     * @param job its name, with which its topics begin
     * @param source with what its source topics begin, which the user also fills
     */
    static List<AclBinding> ofAJob(String job, String source) {
        List<AclBinding> acls = new ArrayList<>();
        acls.addAll(allow(new ResourcePattern(TOPIC, source, PREFIXED), READ, DESCRIBE, WRITE));
        acls.addAll(allow(new ResourcePattern(GROUP, job, LITERAL), READ, DESCRIBE));
        acls.addAll(
                allow(
                        new ResourcePattern(TOPIC, job + ".", PREFIXED),
                        CREATE,
                        DESCRIBE,
                        DESCRIBE_CONFIGS,
                        WRITE,
                        READ));
        acls.addAll(
                allow(new ResourcePattern(TRANSACTIONAL_ID, job + "/", PREFIXED), DESCRIBE, WRITE));
        acls.addAll(
                allow(new ResourcePattern(CLUSTER, "kafka-cluster", LITERAL), DESCRIBE_CONFIGS));
        return acls;
    }

    private static List<AclBinding> allow(ResourcePattern on, AclOperation... operations) {
        return Arrays.stream(operations)
                .map(
                        operation ->
                                new AclBinding(
                                        on,
                                        new AccessControlEntry(
                                                "User:alice",
                                                "*",
                                                operation,
                                                AclPermissionType.ALLOW)))
                .toList();
    }
}
