package org.careturn.live;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LiveSettings.class)
class LiveConfiguration {
    private static final int SEND_BUFFER_BYTES = 64 * 1024;

    /** The system would buffer megabytes for a reader that has stalled, and it would be minutes before that shows. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> smallSendBuffers() {
        return tomcat -> tomcat.addConnectorCustomizers(
                connector -> connector.setProperty("socket.txBufSize", Integer.toString(SEND_BUFFER_BYTES)));
    }
}
