namespace HealthScoring.Analysis.Statistics;

/// <summary>Factors and solves with a symmetric positive definite matrix, in rows of which the lower triangle is read.</summary>
internal static class Cholesky
{
    /// <summary>Replaces the lower triangle by its factor; fails where the matrix is not positive definite.</summary>
    public static bool TryFactor(Span<double> matrix, int size)
    {
        for (int row = 0; row < size; row++)
        {
            Span<double> one = matrix.Slice(row * size, row + 1);
            for (int column = 0; column <= row; column++)
            {
                ReadOnlySpan<double> other = matrix.Slice(column * size, column + 1);
                double sum = one[column];
                for (int i = 0; i < column; i++)
                    sum -= one[i] * other[i];
                if (column < row)
                    one[column] = sum / other[column];
                else if (sum > 0 && double.IsFinite(sum))
                    one[row] = Math.Sqrt(sum);
                else
                    return false;
            }
        }
        return true;
    }

    /// <summary>Replaces the right side by the solution.</summary>
    public static void Solve(ReadOnlySpan<double> factor, int size, Span<double> right)
    {
        for (int row = 0; row < size; row++)
        {
            for (int i = 0; i < row; i++)
                right[row] -= factor[row * size + i] * right[i];
            right[row] /= factor[row * size + row];
        }
        for (int row = size - 1; row >= 0; row--)
        {
            for (int i = row + 1; i < size; i++)
                right[row] -= factor[i * size + row] * right[i];
            right[row] /= factor[row * size + row];
        }
    }
}
