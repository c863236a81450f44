package org.careturn.platform.openapi;

import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.careturn.platform.Actor;
import org.careturn.platform.web.WriteKey;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class, WriteKey.class);
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("CareTurn")
                        .version("v1")
                        .summary("An intelligent queue for hospitals and clinics")
                        .description("""
                                Everything that CareTurn's own clients do goes through this API.

                                A change carries an `Idempotency-Key`: sent again with the same key, the same request gets the same \
                                answer; another request under that key is refused. A change of a record's settings also carries \
                                `If-Match` with the `ETag` that was read. A refusal is a problem of RFC 9457: branch on its `code`, \
                                never on its words. Bodies are UTF-8 JSON of at most 256 KiB; unknown fields are refused. Lists that \
                                may be long are paged: pass `nextCursor` back as `cursor`. Times are UTC.""")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/").description("This server")))
                .addSecurityItem(new SecurityRequirement().addList("bearer"))
                .components(new Components()
                        .addSecuritySchemes(
                                "bearer",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")
                                        .description("The access token of a sign-in, valid for 10 minutes.")));
    }

    @Bean
    ModelConverter recordSchemas() {
        return new RecordSchemas();
    }

    @Bean
    OperationCustomizer handlerForms() {
        return new HandlerForms();
    }

    /** The texts are read for who asks for the document; a start would be half a second longer. */
    @Bean
    GlobalOpenApiCustomizer apiDocument() {
        return api -> new ApiDocument().customise(api);
    }
}
