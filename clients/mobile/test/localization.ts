export const getLocales = () => [{ languageCode: "en" }];
