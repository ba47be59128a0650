package io.millrace.kafka;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.jspecify.annotations.Nullable;

/** Why a broker was not reached, with the property to look at: Kafka's own messages name none. */
final class Refusal {

    private Refusal() {}

    /**
     * What a person can do about it.
     *
     * @param from what to put before a property's key
     */
    static String explain(Throwable failure, String from) {
        if (find(failure, SaslAuthenticationException.class) != null
                || find(failure, UnsupportedSaslMechanismException.class) != null) {
            return String.format(
                    "%s; check user and password in %2$ssasl.jaas.config, and %2$ssasl.mechanism",
                    failure.getMessage(), from);
        } else if (find(failure, SslAuthenticationException.class) != null) {
            return handshake(failure, from);
        } else if (find(failure, TimeoutException.class) != null) {
            return String.format(
                    "no answer in time; is that its address, is it running, and is"
                            + " %ssecurity.protocol the one of that port (TLS on one side alone"
                            + " gets no answer)?",
                    from);
        }
        return String.valueOf(failure.getMessage());
    }

    private static String handshake(Throwable failure, String from) {
        Throwable cause = root(failure);
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

    private static @Nullable Throwable find(Throwable failure, Class<? extends Throwable> type) {
        Throwable cause = failure;
        while (cause != null && !type.isInstance(cause)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
