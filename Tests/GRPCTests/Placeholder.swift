import Testing

@Suite struct GRPCPlaceholder {
}
