namespace LowCode.Tests.Component.Imports;

/// <summary>Changes a table at random, but the same way for the same seed: what no table of expected figures can know beforehand.</summary>
internal static class CityAlterations
{
    private static readonly string[] OpenWords = ["Open", "Assigned", "In Progress", "Pending", "Email Sent"];

    /// <summary>Alters that many rows, each in one way, all ways about as often.</summary>
    public static void Apply(CityTable table, int count, int seed)
    {
        var random = new Random(seed);
        var agencies = table.Rows.Select(r => table.Get(r, "Agency")).Distinct().Order(StringComparer.Ordinal).ToArray();
        var rows = table.Rows.ToArray();
        random.Shuffle(rows);
        for (var i = 0; i < count; i++)
        {
            Alter(table, rows[i], i % 8, agencies, random);
        }
    }

    private static void Alter(CityTable table, string[] row, int way, string[] agencies, Random random)
    {
        var created = table.Time(row, "Created Date")!.Value;
        switch (way)
        {
            case 0:
                table.Set(row, "Closed Date", "");
                break;
            case 1:
                table.Set(row, "Closed Date", "");
                table.Set(row, "Status", OpenWords[random.Next(OpenWords.Length)]);
                break;
            case 2:
                table.SetTime(row, "Closed Date", created.AddSeconds(random.Next(1, 60 * 86_400)));
                break;
            case 3:
                table.SetTime(row, "Closed Date", created.AddSeconds(-random.Next(1, 5 * 86_400)));
                break;
            case 4:
                table.SetTime(row, "Due Date", created.AddSeconds(random.Next(60, 7200)));
                break;
            case 5:
                table.Set(row, "Due Date", "");
                break;
            case 6:
                table.Set(row, "Status", OpenWords[random.Next(OpenWords.Length)]);
                break;
            default:
                table.Set(row, "Agency", agencies[random.Next(agencies.Length)]);
                break;
        }
    }
}
