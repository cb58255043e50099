using LowCode.Work.Instances;

namespace LowCode.Storage.Batches;

/// <summary>The rows of one table in many bursts. Most bursts have none or one, so nothing is made for those that have none.</summary>
internal static class BatchRows
{
    public static List<TRow> Of<TPart, TRow>(
        IReadOnlyList<BurstCommit> bursts, Func<BurstCommit, IReadOnlyList<TPart>> parts, Func<BurstCommit, TPart, TRow> row)
    {
        var rows = new List<TRow>();
        foreach (var burst in bursts)
        {
            var own = parts(burst);
            for (var i = 0; i < own.Count; i++)
            {
                rows.Add(row(burst, own[i]));
            }
        }

        return rows;
    }
}
