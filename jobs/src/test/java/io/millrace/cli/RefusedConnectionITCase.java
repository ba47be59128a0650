package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.SecureBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that does not let one in: each command says which key to look at, and ends. */
class RefusedConnectionITCase {

    private static final SecureBroker BROKER = SecureBroker.shared();

    private final Console console = new Console();
    private final Map<String, String> properties = BROKER.client();

    @TempDir private Path folder;

    @Test
    void becauseOfThePassword() throws IOException {
        properties.put("sasl.jaas.config", SecureBroker.jaas("wrong-" + SecureBroker.CANARY));
        refused("GOOD", "Authentication failed", "sasl.jaas.config", "sasl.mechanism");
    }

    @Test
    void becauseOfAnUnknownAuthority() throws IOException {
        properties.put("ssl.truststore.location", BROKER.stranger());
        refused("GOOD", "authority that is not trusted", "ssl.truststore.location");
    }

    @Test
    void becauseItsCertificateHasExpired() throws IOException {
        refused("EXPIRED", "certificate is not valid now", "renew it on the broker");
    }

    @Test
    void becauseItsCertificateIsForAnotherHost() throws IOException {
        refused("ELSEWHERE", "certificate is for another host", "bootstrap-servers");
    }

    @Test
    void becauseItSpeaksTlsAndTheClientDoesNot() throws IOException {
        properties.clear();
        waitShortly();
        refused("GOOD", "no answer", "security.protocol the one of that port");
    }

    @Test
    void becauseItDoesNotSpeakTlsAndTheClientDoes() throws IOException {
        waitShortly();
        refusedAt(BROKER.open().bootstrapServers(), "security.protocol the one of that port");
    }

    @Test
    void becauseAReferenceLeadsNowhere() throws IOException {
        properties.put("sasl.jaas.config", SecureBroker.jaas(BROKER.reference("passwort")));
        refused("GOOD", "sasl.jaas.config: ${file:", ":passwort} leads nowhere");
        properties.put("sasl.jaas.config", SecureBroker.jaas("${file:/not/there:password}"));
        refused("GOOD", "sasl.jaas.config: ${file:/not/there:password} leads nowhere");
    }

    private void waitShortly() {
        properties.put("default.api.timeout.ms", "3000");
        properties.put("request.timeout.ms", "2000");
    }

    private void refused(String listener, String... parts) throws IOException {
        refusedAt(BROKER.bootstrapServers(listener), parts);
    }

    private void refusedAt(String address, String... parts) throws IOException {
        Path yaml = folder.resolve("job.yaml");
        Files.writeString(yaml, CanaryITCase.yaml(address, "samples", properties));
        assertThat(console.run("train", "--config", yaml.toString())).isEqualTo(ExitCode.FAILURE);
        requireClear(parts);

        List<String> send = new ArrayList<>(List.of("send", rows(), "--topic", "samples"));
        send.addAll(List.of("--bootstrap", address));
        properties.forEach((key, value) -> send.addAll(List.of("--property", key + "=" + value)));
        assertThat(console.run(send.toArray(String[]::new))).isEqualTo(ExitCode.FAILURE);
        requireClear(parts);
    }

    private void requireClear(String... parts) {
        assertThat(console.err())
                .contains(parts)
                .doesNotContain("\tat ", SecureBroker.CANARY)
                .hasLineCount(1);
    }

    private String rows() throws IOException {
        return Files.writeString(folder.resolve("rows.csv"), "x,label\n1,yes\n").toString();
    }
}
