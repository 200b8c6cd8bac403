namespace AutonomousSdlc.Caching;

/// <summary>Says how much of the capacity a value takes when neither the caller nor the factory says it.</summary>
/// <typeparam name="TKey">Type of the keys.</typeparam>
/// <typeparam name="TValue">Type of the values.</typeparam>
public interface ICacheWeigher<in TKey, in TValue>
{
    /// <summary>Weighs an entry. Called once per stored value, concurrently, under no lock.</summary>
    /// <param name="key">Key of the entry.</param>
    /// <param name="value">Value of the entry.</param>
    /// <returns>Weight, not negative; 0 is never evicted for space.</returns>
    long GetWeight(TKey key, TValue value);
}
