using LowCode.Storage.Rows;
using Xunit;

namespace LowCode.Tests.Contract.Records;

public sealed class DecimalKeyTests
{
    [Fact]
    public void Keys_are_in_the_order_of_the_numbers_and_equal_where_these_are()
    {
        var random = new Random(7);
        var numbers = new List<decimal> { 0, 1, -1, 0.1m, -0.1m, 10, 100, 9.99m, decimal.MaxValue, decimal.MinValue, 1e-28m, -1e-28m, 1.0m, 1.00m, 0.00m };
        for (var i = 0; i < 400; i++)
        {
            numbers.Add(new decimal(random.Next(), random.Next(3) == 0 ? random.Next() : 0, random.Next(5) == 0 ? random.Next() : 0, random.Next(2) == 0, (byte)random.Next(29)));
            numbers.Add(random.Next(-50, 50) / 4m);
        }

        foreach (var one in numbers)
        {
            foreach (var other in numbers)
            {
                Assert.True(Math.Sign(string.CompareOrdinal(DecimalKey.Of(one), DecimalKey.Of(other))) == one.CompareTo(other), $"{one} {other}");
            }
        }
    }
}
