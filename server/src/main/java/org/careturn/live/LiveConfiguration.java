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
    private static final int SOCKET_BUFFER_BYTES = 2 * 1024;

    /**
     * The system would buffer megabytes for a reader that has stalled, and it would be minutes before that shows. What the
     * container keeps for each connection it keeps as long as the stream lasts; larger answers pass by its buffers anyway.
     */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> smallBuffers() {
        return tomcat -> tomcat.addConnectorCustomizers(connector -> {
            connector.setProperty("socket.txBufSize", Integer.toString(SEND_BUFFER_BYTES));
            connector.setProperty("socket.appReadBufSize", Integer.toString(SOCKET_BUFFER_BYTES));
            connector.setProperty("socket.appWriteBufSize", Integer.toString(SOCKET_BUFFER_BYTES));
        });
    }
}
