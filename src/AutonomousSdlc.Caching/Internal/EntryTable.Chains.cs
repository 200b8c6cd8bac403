namespace AutonomousSdlc.Caching.Internal;

/// <content>The chains of the buckets, and growing.</content>
internal sealed partial class EntryTable<TKey, TValue>
{
    private void LinkLocked(TableStripe stripe, Entry<TKey, TValue> entry, Entry<TKey, TValue>? replaced)
    {
        ref var link = ref _buckets[(int)entry.Hash & (_buckets.Length - 1)];
        if (replaced is null)
        {
            entry.Next = link;
            stripe.Linked++;
        }
        else
        {
            while (!ReferenceEquals(link, replaced))
            {
                link = ref link!.Next;
            }

            entry.Next = replaced.Next;
            replaced.IsLinked = false;
            stripe.Ready -= replaced.IsLoading ? 0 : 1;
        }

        entry.IsLinked = true;
        stripe.Ready += entry.IsLoading ? 0 : 1;
        Volatile.Write(ref link, entry);
    }

    private void UnlinkLocked(TableStripe stripe, Entry<TKey, TValue> entry)
    {
        ref var link = ref _buckets[(int)entry.Hash & (_buckets.Length - 1)];
        while (!ReferenceEquals(link, entry))
        {
            link = ref link!.Next;
        }

        Volatile.Write(ref link, entry.Next);
        entry.IsLinked = false;
        stripe.Linked--;
        stripe.Ready -= entry.IsLoading ? 0 : 1;
    }

    private void GrowIfCrowded(TableStripe stripe)
    {
        var buckets = Volatile.Read(ref _buckets);
        if (Volatile.Read(ref stripe.Linked) > buckets.Length / _stripes.Length)
        {
            Grow(buckets);
        }
    }

    private void Grow(Entry<TKey, TValue>?[] seen)
    {
        var held = 0;
        try
        {
            for (; held < _stripes.Length; held++)
            {
                _stripes[held].Lock.Enter();
            }

            if (ReferenceEquals(seen, _buckets) && seen.Length < 1 << 30)
            {
                RelinkLocked(seen);
            }
        }
        finally
        {
            while (held > 0)
            {
                _stripes[--held].Lock.Exit();
            }
        }
    }

    private void RelinkLocked(Entry<TKey, TValue>?[] old)
    {
        var grown = new Entry<TKey, TValue>?[old.Length * 2];

        // Odd while entries change chains: a reader that misses meanwhile knows that its walk proves nothing.
        Interlocked.Increment(ref _version);
        foreach (var head in old)
        {
            for (var entry = head; entry is not null;)
            {
                var next = entry.Next;
                ref var bucket = ref grown[(int)entry.Hash & (grown.Length - 1)];
                Volatile.Write(ref entry.Next, bucket);
                bucket = entry;
                entry = next;
            }
        }

        Volatile.Write(ref _buckets, grown);
        Interlocked.Increment(ref _version);
    }
}
