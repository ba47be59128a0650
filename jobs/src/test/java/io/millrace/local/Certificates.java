package io.millrace.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Certificates made on the spot by the JDK's keytool, in a folder. */
record Certificates(Path folder) {

    /** Of every key store; what it protects is gone with the test. */
    static final String PASSWORD = "of-no-account";

    /** An authority; its certificate is in {@code NAME.pem}. */
    Path authority(String name) {
        Path store = folder.resolve(name + ".p12");
        keytool(store, "-genkeypair -alias authority -keyalg EC -ext bc:c -dname CN=" + name);
        Path certificate = folder.resolve(name + ".pem");
        keytool(store, "-exportcert -alias authority -rfc -file " + certificate);
        return certificate;
    }

    /**
     * A key store with the key of a server.
     *
     * @param authority by which the certificate is signed
     * @param host for which it is
     * @param days when it becomes valid, counted from today; for ten days
     */
    Path server(String name, String authority, String host, int days) {
        Path store = folder.resolve(name + ".p12");
        try {
            Files.copy(folder.resolve(authority + ".p12"), store);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        keytool(
                store,
                String.format(
                        "-genkeypair -alias server -signer authority -keyalg EC -dname CN=%s"
                                + " -ext san=dns:%s -startdate %+dd -validity 10",
                        name, host, days));
        keytool(store, "-delete -alias authority");
        return store;
    }

    private static void keytool(Path store, String arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(Arrays.asList(arguments.split(" ")));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            byte[] output = process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(new String(output, StandardCharsets.UTF_8));
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
