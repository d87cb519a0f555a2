import Testing

@Suite struct TidyPlaceholder {
}
