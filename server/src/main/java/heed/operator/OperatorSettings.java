package heed.operator;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the first caller gets in.
///
/// @param adminPassword the password of the first operator, `admin` (`HEED_ADMIN_PASSWORD`); null or empty: one is made up
///     and shown once
/// @param trustedProxy whether a reverse proxy in front sets `X-Forwarded-For` and `-Proto` (`HEED_TRUSTED_PROXY`)
/// @param apiKey a key with the scope admin (`HEED_API_KEY`); null or empty: one is made at the first start
@ConfigurationProperties("heed")
public record OperatorSettings(@Nullable String apiKey, @Nullable String adminPassword,
        @DefaultValue("false") boolean trustedProxy) {}
