package io.millrace.kafka;

import io.millrace.config.SetupException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

/** Why a broker was not reached, with the property to look at: Kafka's own messages name none. */
final class Refusal {

    private static final String MALFORMED_LOGIN =
            "sasl.jaas.config is malformed: it must read 'MODULE required key=\"value\" ...;', and no"
                    + " value, also of a reference, may hold \" or \\";

    private Refusal() {}

    /**
     * Why no client can be made of its properties. Without the words of Kafka's parser of logins,
     * also as a cause: they quote what follows a quote within a password.
     */
    static SetupException ofClient(String what, KafkaException failure) {
        Throwable root = Causes.root(failure);
        return isMalformedLogin(root)
                ? new SetupException(what + MALFORMED_LOGIN)
                : new SetupException(what + root.getMessage(), failure);
    }

    private static boolean isMalformedLogin(Throwable root) {
        return root instanceof IllegalArgumentException
                && String.valueOf(root.getMessage()).contains("JAAS config");
    }

    /**
     * What a person can do about it.
     *
     * @param from what to put before a property's key
     */
    static String explain(Throwable failure, String from) {
        if (Causes.find(failure, SaslAuthenticationException.class).isPresent()
                || Causes.find(failure, UnsupportedSaslMechanismException.class).isPresent()) {
            return String.format(
                    "%s; check user and password in %2$ssasl.jaas.config, and %2$ssasl.mechanism",
                    failure.getMessage(), from);
        } else if (Causes.find(failure, SslAuthenticationException.class).isPresent()) {
            return handshake(failure, from);
        } else if (Causes.find(failure, TimeoutException.class).isPresent()) {
            return String.format(
                    "no answer in time; is that its address, is it running, and is"
                            + " %ssecurity.protocol the one of that port (TLS on one side alone"
                            + " gets no answer)?",
                    from);
        }
        return String.valueOf(failure.getMessage());
    }

    private static String handshake(Throwable failure, String from) {
        Throwable cause = Causes.root(failure);
        if (cause instanceof CertificateExpiredException
                || cause instanceof CertificateNotYetValidException) {
            return String.format(
                    "the broker's certificate is not valid now (%s); renew it on the broker",
                    cause.getMessage());
        } else if (cause instanceof CertPathBuilderException) {
            return String.format(
                    "the broker's certificate is by an authority that is not trusted here; put its"
                            + " certificate into the file that %sssl.truststore.location names",
                    from);
        } else if (cause instanceof CertificateException) {
            return String.format(
                    "the broker's certificate is for another host (%s); use a name in"
                            + " bootstrap-servers, and in the broker's advertised.listeners, that"
                            + " it is for",
                    cause.getMessage());
        }
        return String.format(
                "no TLS connection (%s); is %ssecurity.protocol the one of that port?",
                cause.getMessage(), from);
    }
}
