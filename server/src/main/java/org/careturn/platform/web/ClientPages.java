package org.careturn.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/** The clients that run in a browser, as they were built; each knows its own addresses beneath its prefix. */
@Configuration(proxyBeanMethods = false)
class ClientPages implements WebMvcConfigurer {
    private static final Set<String> CLIENTS = Set.of("desk", "app");

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        for (String client : CLIENTS) {
            String place = "classpath:/web/" + client + "/";
            for (String folder : List.of("assets", "_expo/static")) { // another content has another name
                registry.addResourceHandler("/" + client + "/" + folder + "/**")
                        .addResourceLocations(place + folder + "/")
                        .setCacheControl(CacheControl.maxAge(Duration.ofDays(365))
                                .cachePublic()
                                .immutable())
                        .resourceChain(false)
                        .addResolver(new BrotliFirst())
                        .addResolver(new PathResourceResolver());
            }
            registry.addResourceHandler("/" + client + "/**")
                    .addResourceLocations(place)
                    .setCacheControl(CacheControl.noCache())
                    .resourceChain(false)
                    .addResolver(new BrotliFirst())
                    .addResolver(new PageResolver());
        }
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        for (String client : CLIENTS) {
            registry.addRedirectViewController("/" + client, "/" + client + "/");
            registry.addViewController("/" + client + "/").setViewName("forward:/" + client + "/index.html");
        }
    }

    /** Browsers name gzip first, and of two that they accept the framework takes the one that they name first. */
    private static final class BrotliFirst extends EncodedResourceResolver {
        @Override
        protected @Nullable Resource resolveResourceInternal(
                @Nullable HttpServletRequest request,
                String path,
                List<? extends Resource> locations,
                ResourceResolverChain chain) {
            return super.resolveResourceInternal(request == null ? null : reordered(request), path, locations, chain);
        }

        private static HttpServletRequest reordered(HttpServletRequest request) {
            return new HttpServletRequestWrapper(request) {
                @Override
                public @Nullable String getHeader(String name) {
                    String value = super.getHeader(name);
                    return value == null || !name.equalsIgnoreCase(HttpHeaders.ACCEPT_ENCODING)
                            ? value
                            : Stream.of(value.split(",", -1))
                                    .sorted(Comparator.comparing(
                                            coding -> !coding.strip().startsWith("br")))
                                    .collect(Collectors.joining(","));
                }
            };
        }
    }

    /** A path without an extension is a screen, which the client itself finds. */
    private static final class PageResolver extends PathResourceResolver {
        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            Resource file = super.getResource(path, location);
            return file != null || StringUtils.getFilenameExtension(path) != null
                    ? file
                    : super.getResource("index.html", location);
        }
    }
}
