package heed.feedback.hook;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Says whether a certificate is that of Amazon SNS: made for its name, valid, and leading to an authority that Java
/// trusts. The file of Amazon may leave the authorities between out; those are fetched from where it says they are.
@Component
class AmazonChain {

    private static final Predicate<String> NAME = Pattern
            .compile("sns(-signing)?(\\.[a-z0-9-]{3,30})?\\.amazonaws\\.com(\\.cn)?").asMatchPredicate();
    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)CN=([^,]+)");
    private static final int DNS = 2;

    /// RFC 5280 §4.2.2.1, where the issuer's own certificate is.
    private static final String AUTHORITY_INFORMATION = "1.3.6.1.5.5.7.1.1";
    private static final Pattern ISSUER = Pattern
            .compile("http://[a-z0-9.-]{1,60}\\.(?:amazontrust|digicert)\\.com/[A-Za-z0-9._-]{1,60}?\\.(?:cer|crt)");
    private static final int LONGEST = 4;

    private final AmazonFiles files;
    private final Set<TrustAnchor> trusted;

    @Autowired
    AmazonChain(AmazonFiles files) throws GeneralSecurityException {
        this(files, standard());
    }

    /// @param trusted the authorities that are believed
    AmazonChain(AmazonFiles files, Set<TrustAnchor> trusted) {
        this.files = files;
        this.trusted = Set.copyOf(trusted);
    }

    /// The certificates of a file, in its order.
    static List<X509Certificate> read(InputStream file) throws CertificateException {
        List<X509Certificate> read = new ArrayList<>();
        for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
            read.add((X509Certificate) one);
        }
        return read;
    }

    /// The first of these, if it is one of Amazon SNS.
    ///
    /// @throws GeneralSecurityException where it is not
    /// @throws IOException where an authority between could not be fetched
    X509Certificate checked(List<X509Certificate> served) throws GeneralSecurityException, IOException {
        if (served.isEmpty() || !isNamed(served.getFirst())) {
            throw new CertificateException("it is not for Amazon SNS");
        }
        List<X509Certificate> chain = new ArrayList<>(served);
        while (!leads(chain)) {
            Optional<URI> issuer = issuer(chain.getLast());
            if (issuer.isEmpty() || chain.size() > LONGEST) {
                throw new CertificateException("it leads to no authority that is trusted");
            }
            chain.addAll(read(files.get(issuer.get())));
        }
        return served.getFirst();
    }

    private boolean leads(List<X509Certificate> chain) throws GeneralSecurityException {
        X509CertSelector first = new X509CertSelector();
        first.setCertificate(chain.getFirst());
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(trusted, first);
        // Lists of revoked certificates would make every message depend on one more server.
        parameters.setRevocationEnabled(false);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
        try {
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return true;
        } catch (CertPathBuilderException e) {
            return false;
        }
    }

    private static boolean isNamed(X509Certificate certificate) throws CertificateException {
        Matcher common = COMMON_NAME.matcher(certificate.getSubjectX500Principal().getName());
        if (common.find() && NAME.test(common.group(1))) {
            return true;
        }
        @Nullable
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names != null && names.stream()
                .anyMatch(one -> Objects.equals(one.get(0), DNS) && NAME.test(String.valueOf(one.get(1))));
    }

    private static Optional<URI> issuer(X509Certificate certificate) {
        byte @Nullable [] extension = certificate.getExtensionValue(AUTHORITY_INFORMATION);
        Matcher found = ISSUER
                .matcher(extension == null ? "" : new String(extension, StandardCharsets.ISO_8859_1));
        return found.find() ? Optional.of(URI.create(found.group())) : Optional.empty();
    }

    private static Set<TrustAnchor> standard() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        @Nullable
        KeyStore ofJava = null;
        factory.init(ofJava);
        return Arrays.stream(factory.getTrustManagers()).filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast).flatMap(one -> Arrays.stream(one.getAcceptedIssuers()))
                .map(one -> new TrustAnchor(one, null)).collect(Collectors.toSet());
    }
}
