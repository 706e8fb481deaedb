package heed.web;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How Heed is reached, and how much it takes at once.
///
/// @param publicUrl the base of every public link (`HEED_PUBLIC_URL`); null or empty: the listening address
/// @param maxUpload the largest file an import takes (`HEED_MAX_UPLOAD`)
/// @param maxJson the largest JSON body of any other request
@ConfigurationProperties("heed")
public record WebSettings(@Nullable String publicUrl, @DefaultValue("20GB") DataSize maxUpload,
        @DefaultValue("10MB") DataSize maxJson) {}
