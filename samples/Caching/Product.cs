namespace Caching;

public sealed record Product(string Id, string Name);
