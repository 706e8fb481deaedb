package heed.operator;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// How the first caller gets in.
///
/// @param apiKey a key with the scope admin (`HEED_API_KEY`); null or empty: one is made at the first start
@ConfigurationProperties("heed")
record OperatorSettings(@Nullable String apiKey) {}
